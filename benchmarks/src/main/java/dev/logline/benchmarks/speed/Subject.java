package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.ClassPath;
import dev.logline.benchmarks.speed.program.Framework;
import dev.logline.benchmarks.speed.program.Kind;
import java.io.File;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Who is measured, and how it is set.
 *
 * @param label for people
 * @param properties of its configuration
 * @param environment what the SDK's autoconfigure reads
 */
record Subject(
    Framework framework,
    Kind kind,
    String label,
    Map<String, String> properties,
    Map<String, String> environment) {
  private static final String OF_ALL_SINKS = "grpc-.*|perfmark.*|guava.*|gson.*|protobuf.*";
  private static final Pattern FOR_LOGLINE =
      Pattern.compile(
          ".*/("
              + OF_ALL_SINKS
              + "|okhttp.*|okio.*|kotlin.*|annotations-.*"
              + "|opentelemetry-.*(okhttp|-alpha|instrumentation).*)");
  private static final Pattern FOR_LOGLINE_OVER_GRPC =
      Pattern.compile(".*/(" + OF_ALL_SINKS + "|opentelemetry-.*(-alpha|instrumentation).*)");
  private static final Pattern FOR_OTHERS =
      Pattern.compile(
          ".*/("
              + OF_ALL_SINKS
              + "|logline-(shared|logback|log4j2|jul).*\\.jar"
              + "|(shared|logback-appender|log4j2-appender|jul-handler)/target/classes)");

  private static final Pattern FOR_THE_PEER_OF_LOG4J2 =
      Pattern.compile(
          FOR_OTHERS.pattern()
              + "|.*/opentelemetry-(api|common|context|sdk|exporter)[a-z-]*-\\d[^/]*");

  /** Nothing behind the framework. */
  static Subject nothing(Framework framework) {
    return new Subject(framework, Kind.NOTHING, "no-op", Map.of(), Map.of());
  }

  static Subject file(Framework framework) {
    return new Subject(framework, Kind.FILE, "file", Map.of(), Map.of());
  }

  static Subject logline(Framework framework) {
    return new Subject(framework, Kind.LOGLINE, "Logline", Map.of(), Map.of());
  }

  static Subject peer(Framework framework) {
    String label = framework == Framework.JUL ? "SDK handler" : "OTel appender";
    return new Subject(framework, Kind.PEER, label, Map.of(), Map.of());
  }

  /** The fields that Logline carries and those that the peer can, on both sides. */
  Subject withAllFields() {
    return with("threadId", "true").with("mdc", "*");
  }

  Subject with(String property, String value) {
    return new Subject(framework, kind, label, plus(properties, property, value), environment);
  }

  Subject inEnvironment(String name, Object value) {
    return new Subject(framework, kind, label, properties, plus(environment, name, value));
  }

  /** A queue that takes a million, and requests of that many. */
  Subject tuned(int batch) {
    return as(label + ", queue 1.1M, batch " + batch)
        .inEnvironment("OTEL_BLRP_MAX_QUEUE_SIZE", 1_100_000)
        .inEnvironment("OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", batch);
  }

  Subject as(String otherLabel) {
    return new Subject(framework, kind, otherLabel, properties, environment);
  }

  private static Map<String, String> plus(Map<String, String> all, String name, Object value) {
    Map<String, String> more = new TreeMap<>(all);
    more.put(name, value.toString());
    return more;
  }

  boolean isLogline() {
    return kind == Kind.LOGLINE;
  }

  /** Whether its queue was raised. */
  boolean isTuned() {
    return environment.containsKey("OTEL_BLRP_MAX_QUEUE_SIZE");
  }

  /**
   * What its users have on the class path, and nothing of the others. The appender for Log4j2 gets
   * the SDK that it was built with, for it needs classes of the incubator of that version.
   */
  String classPath() {
    if (kind == Kind.PEER && framework == Framework.LOG4J2) {
      return ClassPath.beside("sdk")
          + File.pathSeparator
          + ClassPath.without(FOR_THE_PEER_OF_LOG4J2);
    }
    if (!isLogline()) {
      return ClassPath.without(FOR_OTHERS);
    }
    boolean grpc = environment.getOrDefault("OTEL_EXPORTER_OTLP_PROTOCOL", "").equals("grpc");
    return ClassPath.without(grpc ? FOR_LOGLINE_OVER_GRPC : FOR_LOGLINE);
  }
}
