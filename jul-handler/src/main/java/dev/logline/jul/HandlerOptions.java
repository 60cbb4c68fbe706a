package dev.logline.jul;

import dev.logline.LoglineOptions;
import dev.logline.diagnose.Redaction;
import dev.logline.diagnose.StatusPort;
import dev.logline.logrecord.SeverityTable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;

/**
 * The handler's options.
 *
 * @param rootLevel null where the root logger keeps its level
 * @param filter null where there is none
 * @param formatter null where the body is the message alone
 */
record HandlerOptions(
    LoglineOptions telemetry,
    Level level,
    Level rootLevel,
    Filter filter,
    Formatter formatter,
    SeverityTable severities,
    boolean threadId) {
  private static final String PREFIX = OtlpHandler.class.getName() + ".";
  private static final List<String> OWN =
      List.of("filter", "formatter", "level", "levelMapping", "rootLevel", "threadId");

  /** Reads the properties of {@code LogManager}; what does not make sense is said and ignored. */
  static HandlerOptions read(LoglineOptions fromCode, StatusPort status) {
    Reading reading = new Reading(status);
    return new HandlerOptions(
        reading.telemetry(fromCode),
        reading.level("level", Level.ALL),
        reading.level("rootLevel", null),
        reading.make("filter", Filter.class),
        reading.make("formatter", Formatter.class),
        reading.severities("levelMapping"),
        reading.truth("threadId"));
  }

  /** Without a function for each option: to link eight takes 2 ms of the application's start. */
  private record Reading(StatusPort status) {
    LoglineOptions telemetry(LoglineOptions fromCode) {
      LoglineOptions.Builder options = LoglineOptions.builder();
      for (String name : LoglineOptions.names()) {
        set(options, name, text(name));
      }
      for (Map.Entry<String, String> option : fromCode.asMap().entrySet()) {
        set(options, option.getKey(), option.getValue());
      }
      return options.build();
    }

    private void set(LoglineOptions.Builder options, String name, String text) {
      try {
        options.set(name, text);
      } catch (IllegalArgumentException e) {
        ignore(e.getMessage());
      }
    }

    Level level(String name, Level otherwise) {
      String text = text(name);
      try {
        return text == null ? otherwise : Level.parse(text);
      } catch (IllegalArgumentException e) {
        ignore(refused(name, text, "is not a level of java.util.logging"));
        return otherwise;
      }
    }

    boolean truth(String name) {
      String text = text(name);
      boolean truth = "true".equalsIgnoreCase(text);
      if (!truth && text != null && !text.equalsIgnoreCase("false")) {
        ignore(refused(name, text, "is neither true nor false"));
      }
      return truth;
    }

    SeverityTable severities(String name) {
      String text = text(name);
      try {
        return text == null ? RecordMapper.SEVERITIES : RecordMapper.SEVERITIES.with(text);
      } catch (IllegalArgumentException e) {
        ignore(e.getMessage());
        return RecordMapper.SEVERITIES;
      }
    }

    /** Null where there is none. */
    <T> T make(String name, Class<T> as) {
      String type = text(name);
      try {
        return type == null ? null : as.cast(load(type).getConstructor().newInstance());
      } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
        ignore(refused(name, type, "cannot be made a " + as.getName() + ": " + e));
        return null;
      }
    }

    /** Null where the option is not set. */
    private static String text(String name) {
      String text = LogManager.getLogManager().getProperty(PREFIX + name);
      return text == null || text.isBlank() ? null : text.trim();
    }

    private void ignore(String refused) {
      status.error(refused + "; it is ignored");
    }
  }

  private static Class<?> load(String type) throws ClassNotFoundException {
    try {
      return Class.forName(type, true, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException e) {
      return Class.forName(type); // beside this class, in a fat jar
    }
  }

  private static String refused(String name, String text, String why) {
    return "option " + name + ": '" + text + "' " + why;
  }

  /**
   * Says which properties of the handler's are no options. {@code LogManager} does not tell its
   * keys, so this looks at the file they come from.
   */
  static void sayUnknown(StatusPort status) {
    TreeSet<String> known = new TreeSet<>(LoglineOptions.names());
    known.addAll(OWN);
    Properties file = new Properties();
    try (InputStream in = new FileInputStream(configurationFile())) { // as LogManager reads it
      file.load(in);
    } catch (IOException | RuntimeException e) {
      return; // LogManager says that it cannot read its file
    }
    for (String key : new TreeSet<>(file.stringPropertyNames())) {
      String name = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : "";
      String value = file.getProperty(key).trim();
      // Where the configuration came from elsewhere, the file says nothing about it.
      boolean isInForce = value.equals(LogManager.getLogManager().getProperty(key));
      if (!name.isEmpty() && !known.contains(name) && isInForce) {
        status.error(
            "unknown option "
                + name
                + "='"
                + Redaction.ofUnknownOption(name, value)
                + "'; it is ignored; known are "
                + known);
      }
    }
  }

  private static File configurationFile() {
    String named = System.getProperty("java.util.logging.config.file");
    return named != null
        ? new File(named)
        : new File(System.getProperty("java.home"), "conf/logging.properties");
  }
}
