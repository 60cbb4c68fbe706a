package dev.logline.benchmarks.faults;

import java.io.File;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who is tested, and how it is set.
 *
 * @param appender the name of its configuration, and of its {@link Appender}
 * @param label for people
 * @param options of its element
 */
record Subject(String appender, String label, Map<String, String> options) {
  private static final Pattern OF_THE_PEER =
      Pattern.compile(
          ".*/(okhttp|okio|kotlin|annotations-|opentelemetry-.*(okhttp|-alpha|instrumentation)).*");
  private static final Pattern OF_LOGLINE =
      Pattern.compile(
          ".*/(logline-(shared|logback).*\\.jar|(shared|logback-appender)/target/classes)");

  static final Subject LOGLINE = new Subject("logline", "Logline, memory", Map.of());
  static final Subject PEER = new Subject("opentelemetry", "OpenTelemetry appender", Map.of());

  /** The same with one option more. */
  Subject with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(name, value.toString());
    return new Subject(appender, label, more);
  }

  Subject as(String otherLabel) {
    return new Subject(appender, otherLabel, options);
  }

  boolean isLogline() {
    return appender.equals("logline");
  }

  /** What its users have on the class path, and nothing of the other. */
  String classPath() {
    Pattern foreign = isLogline() ? OF_THE_PEER : OF_LOGLINE;
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !foreign.matcher(entry).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
