package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.common.ClassPath;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

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
    return ClassPath.without(isLogline() ? OF_THE_PEER : OF_LOGLINE);
  }
}
