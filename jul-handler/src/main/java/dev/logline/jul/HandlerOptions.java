package dev.logline.jul;

import dev.logline.LoglineOptions;
import dev.logline.diagnose.StatusPort;
import dev.logline.logrecord.SeverityTable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
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
    LoglineOptions.Builder telemetry = LoglineOptions.builder();
    Reading reading = new Reading(status);
    for (String name : LoglineOptions.names()) {
      reading.get(name, text -> telemetry.set(name, text), null);
    }
    fromCode
        .asMap()
        .forEach((name, value) -> reading.parse(value, v -> telemetry.set(name, v), null));
    return new HandlerOptions(
        telemetry.build(),
        reading.get("level", text -> level("level", text), Level.ALL),
        reading.get("rootLevel", text -> level("rootLevel", text), null),
        reading.get("filter", text -> make("filter", text, Filter.class), null),
        reading.get("formatter", text -> make("formatter", text, Formatter.class), null),
        reading.get("levelMapping", RecordMapper.SEVERITIES::with, RecordMapper.SEVERITIES),
        reading.get("threadId", text -> truth("threadId", text), false));
  }

  private record Reading(StatusPort status) {
    <T> T get(String name, Function<String, T> parse, T otherwise) {
      String text = LogManager.getLogManager().getProperty(PREFIX + name);
      return text == null || text.isBlank() ? otherwise : parse(text.trim(), parse, otherwise);
    }

    <T> T parse(String text, Function<String, T> parse, T otherwise) {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        status.error(e.getMessage() + "; it is ignored");
        return otherwise;
      }
    }
  }

  private static Level level(String name, String text) {
    try {
      return Level.parse(text);
    } catch (IllegalArgumentException e) {
      throw refused(name, text, "is not a level of java.util.logging");
    }
  }

  private static boolean truth(String name, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refused(name, text, "is neither true nor false");
    };
  }

  private static <T> T make(String name, String type, Class<T> as) {
    try {
      return as.cast(load(type).getConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      throw refused(name, type, "cannot be made a " + as.getName() + ": " + e);
    }
  }

  private static Class<?> load(String type) throws ClassNotFoundException {
    try {
      return Class.forName(type, true, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException e) {
      return Class.forName(type); // beside this class, in a fat jar
    }
  }

  private static IllegalArgumentException refused(String name, String text, String why) {
    return new IllegalArgumentException("option " + name + ": '" + text + "' " + why);
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
            "unknown option " + name + "='" + value + "'; it is ignored; known are " + known);
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
