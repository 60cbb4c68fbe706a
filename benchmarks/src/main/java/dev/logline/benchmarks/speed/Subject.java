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
    Jdk jdk,
    String label,
    Map<String, String> properties,
    Map<String, String> environment) {
  private static final String QUEUE = "1100000";
  private static final String NOT_OF_PROGRAMS =
      "(grpc|protobuf|jmh|failureaccess|listenablefuture|animal-sniffer|j2objc|error_prone.*)-.*"
          + "|perfmark.*|guava.*|gson.*|jsr305.*|annotations-4.*|jopt-simple.*|commons-math3.*"
          + "|opentelemetry-proto.*";
  private static final Pattern JMH = Pattern.compile(".*/(jmh|jopt-simple|commons-math3)-[^/]*");
  private static final Pattern FOR_LOGLINE =
      Pattern.compile(
          ".*/("
              + NOT_OF_PROGRAMS
              + "|loki-.*|okhttp.*|okio.*|kotlin.*|annotations-.*"
              + "|opentelemetry-.*(okhttp|-alpha|instrumentation|semconv).*)");
  private static final Pattern FOR_LOGLINE_OVER_GRPC =
      Pattern.compile(
          ".*/("
              + NOT_OF_PROGRAMS
              + "|loki-.*|opentelemetry-.*(-alpha|instrumentation|semconv).*)");
  private static final String NOT_OF_OTHERS =
      NOT_OF_PROGRAMS
          + "|logline-(shared|logback|log4j2|jul).*\\.jar"
          + "|(shared|logback-appender|log4j2-appender|jul-handler)/target/classes"
          + "|opentelemetry-exporter-logging.*";
  private static final Pattern FOR_OTHERS = Pattern.compile(".*/(" + NOT_OF_OTHERS + "|loki-.*)");
  private static final Pattern FOR_LOKI =
      Pattern.compile(
          ".*/("
              + NOT_OF_OTHERS
              + "|okhttp.*|okio.*|kotlin.*|annotations-.*"
              + "|opentelemetry-.*(sdk|exporter|instrumentation|appender|semconv|log4j).*)");

  private static final Pattern FOR_THE_PEER_OF_LOG4J2 =
      Pattern.compile(
          FOR_OTHERS.pattern()
              + "|.*/opentelemetry-(api|common|context|sdk|exporter)[a-z-]*-\\d[^/]*");

  /** Nothing behind the framework. */
  static Subject nothing(Framework framework) {
    return of(framework, Kind.NOTHING, "no-op");
  }

  static Subject file(Framework framework) {
    return of(framework, Kind.FILE, "file");
  }

  /** The framework's asynchronous appender before its file appender, at its defaults. */
  static Subject asynchronous(Framework framework) {
    return of(framework, Kind.ASYNC, "file, asynchronous");
  }

  static Subject loki4j() {
    return of(Framework.LOGBACK, Kind.LOKI, "loki4j");
  }

  /** The least that a call can be delivered with. */
  static Subject limit() {
    return of(Framework.LOGBACK, Kind.BARE, "limit: bare encoder and socket");
  }

  static Subject logline(Framework framework) {
    return of(framework, Kind.LOGLINE, "Logline");
  }

  static Subject peer(Framework framework) {
    String label = framework == Framework.JUL ? "SDK handler" : "OTel appender";
    return of(framework, Kind.PEER, label);
  }

  private static Subject of(Framework framework, Kind kind, String label) {
    return new Subject(framework, kind, Jdk.RUNNING, label, Map.of(), Map.of());
  }

  /** The fields that Logline carries and those that the peer can, on both sides. */
  Subject withAllFields() {
    return with("threadId", "true").with("mdc", "*");
  }

  Subject with(String property, String value) {
    return new Subject(framework, kind, jdk, label, plus(properties, property, value), environment);
  }

  /** Written there; each program gets a directory of its own for it. */
  Subject spool(String directory) {
    return with("spool", directory);
  }

  boolean hasSpool() {
    return properties.containsKey("spool");
  }

  Subject inEnvironment(String name, Object value) {
    return new Subject(framework, kind, jdk, label, properties, plus(environment, name, value));
  }

  Subject on(Jdk other) {
    return new Subject(framework, kind, other, label, properties, environment);
  }

  /** An asynchronous appender with a queue that takes a million, and discards nothing. */
  Subject lossless() {
    return as(label + ", queue 1.1M").with("queue", QUEUE).with("discarding", "0");
  }

  /** A queue that takes a million, and requests of that many. */
  Subject tuned(int batch) {
    return as(label + ", queue 1.1M, batch " + batch)
        .inEnvironment("OTEL_BLRP_MAX_QUEUE_SIZE", QUEUE)
        .inEnvironment("OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", batch);
  }

  Subject as(String otherLabel) {
    return new Subject(framework, kind, jdk, otherLabel, properties, environment);
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

  /** Enough for what a burst leaves in its queue. */
  String heap() {
    return isTuned() || properties.containsKey("queue") ? "3g" : "1g";
  }

  /** The same, and JMH. */
  String classPathWithJmh() {
    return classPath() + File.pathSeparator + ClassPath.only(JMH);
  }

  /**
   * What its users have on the class path, and nothing of the others. The appender for Log4j2 gets
   * the SDK that it was built with, for it needs classes of the incubator of that version.
   */
  String classPath() {
    String sdk = isPeerOfLog4j2() ? ClassPath.beside("sdk") + File.pathSeparator : "";
    return sdk + ClassPath.without(Pattern.compile(foreign() + "|" + ofOtherFrameworks()));
  }

  private boolean isPeerOfLog4j2() {
    return kind == Kind.PEER && framework == Framework.LOG4J2;
  }

  private Pattern foreign() {
    // The framework alone is what Logline is compared with: all that its users have is there too.
    if (isLogline() || kind == Kind.NOTHING) {
      boolean grpc = environment.getOrDefault("OTEL_EXPORTER_OTLP_PROTOCOL", "").equals("grpc");
      return grpc ? FOR_LOGLINE_OVER_GRPC : FOR_LOGLINE;
    }
    if (isPeerOfLog4j2()) {
      return FOR_THE_PEER_OF_LOG4J2;
    }
    return kind == Kind.LOKI ? FOR_LOKI : FOR_OTHERS;
  }

  private String ofOtherFrameworks() {
    String logback = "logback-.*|slf4j-.*|opentelemetry-logback-.*";
    String log4j2 = "log4j-.*|opentelemetry-log4j-.*";
    return ".*/("
        + switch (framework) {
          case LOGBACK -> log4j2;
          case LOG4J2 -> logback;
          case JUL -> logback + "|" + log4j2;
        }
        + ")";
  }
}
