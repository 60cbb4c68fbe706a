package dev.logline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every adapter must do, whatever its framework: each has a subclass that runs this. */
public abstract class AppenderContractTest {
  /** A framework with one OTLP appender on its root logger, all levels open. */
  public interface Framework extends AutoCloseable {
    void log(String logger, Grade grade, String message, Throwable thrown);

    /** Logs a message with one placeholder, in the framework's own syntax, and its argument. */
    void logWithArgument(String logger, Object argument);

    /** Logs one event with everything that the framework's events can carry. */
    void logRichEvent(Throwable thrown);

    @Override
    void close();
  }

  /** The levels that all frameworks have. */
  public enum Grade {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  protected static final SpanContext SPAN =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  protected FakeCollector collector;

  /** Starts the framework; options by their names, {@code endpoint} among them. */
  protected abstract Framework start(Map<String, String> options);

  /** What was said on the framework's status channel since the last {@link #start}. */
  protected abstract List<String> statuses();

  @BeforeEach
  final void startCollector() {
    GlobalOpenTelemetry.resetForTest();
    collector = FakeCollector.start();
    System.setProperty("otel.blrp.schedule.delay", "10");
  }

  @AfterEach
  final void stopAll() {
    Logline.shutdown();
    collector.close();
    System.clearProperty("otel.blrp.schedule.delay");
    System.clearProperty("otel.logs.exporter");
    GlobalOpenTelemetry.resetForTest();
  }

  /** Runs {@code task} with {@link #SPAN} current. */
  protected static void inSpan(Runnable task) {
    Context.root().with(Span.wrap(SPAN)).wrap(task).run();
  }

  private Framework startWithEndpoint() {
    return start(Map.of("endpoint", collector.endpoint()));
  }

  @Test
  void aRecordArrivesWhole() {
    Instant before = Instant.now().minusMillis(1);
    try (Framework framework = startWithEndpoint()) {
      framework.log("shop.Orders", Grade.WARN, "order placed", null);
      collector.awaitLogRecords(1);
    }
    ScopedRecord arrived = collector.scopedRecords().get(0);
    LogRecord record = arrived.record();
    assertThat(arrived.scope().getName()).isEqualTo("shop.Orders");
    assertThat(record.getBody().getStringValue()).isEqualTo("order placed");
    assertThat(record.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
    assertThat(record.getSeverityText()).startsWith("WARN");
    assertThat(instant(record.getTimeUnixNano())).isBetween(before, Instant.now());
    assertThat(instant(record.getObservedTimeUnixNano())).isBetween(before, Instant.now());
    assertThat(attributes(record).get("thread.name").getStringValue())
        .isEqualTo(Thread.currentThread().getName());
    assertThat(record.getTraceId().isEmpty()).isTrue();
    assertThat(resource(arrived)).containsKeys("service.name", "service.instance.id");
  }

  @Test
  void everyLevelThatTheLoggerPassesOnArrives() {
    try (Framework framework = startWithEndpoint()) {
      for (Grade grade : Grade.values()) {
        framework.log("shop.Orders", grade, grade.name(), null);
      }
      assertThat(collector.awaitLogRecords(5))
          .extracting(record -> record.getBody().getStringValue())
          .containsExactly("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
    }
  }

  @Test
  void aRecordCarriesTheSpanItWasLoggedIn() {
    try (Framework framework = startWithEndpoint()) {
      inSpan(
          () ->
              framework.log(
                  "shop.Orders", Grade.INFO, "in a span, and before the boot is over", null));
      LogRecord record = collector.awaitLogRecords(1).get(0);
      assertThat(HexFormat.of().formatHex(record.getTraceId().toByteArray()))
          .isEqualTo(SPAN.getTraceId());
      assertThat(HexFormat.of().formatHex(record.getSpanId().toByteArray()))
          .isEqualTo(SPAN.getSpanId());
      assertThat(record.getFlags()).isEqualTo(1);
      assertThat(attributes(record)).doesNotContainKeys("trace_id", "span_id", "trace_flags");
    }
  }

  @Test
  void anExceptionArrivesWithCausesAndSuppressedOnes() {
    Throwable thrown = new IllegalStateException("no stock", new RuntimeException("the cause"));
    thrown.addSuppressed(new IllegalArgumentException("beside it"));
    try (Framework framework = startWithEndpoint()) {
      framework.log("shop.Orders", Grade.ERROR, "failed", thrown);
      Map<String, AnyValue> attributes = attributes(collector.awaitLogRecords(1).get(0));
      assertThat(attributes.get("exception.type").getStringValue())
          .isEqualTo("java.lang.IllegalStateException");
      assertThat(attributes.get("exception.message").getStringValue()).isEqualTo("no stock");
      assertThat(attributes.get("exception.stacktrace").getStringValue())
          .startsWith("java.lang.IllegalStateException: no stock\n\tat ")
          .contains("Caused by: java.lang.RuntimeException: the cause")
          .contains("Suppressed: java.lang.IllegalArgumentException: beside it");
    }
  }

  /** Frames that a cause shares with what it caused are told by number. */
  @Test
  void aStackTraceIsWhatThrowablePrints() {
    Throwable shared = failing(2, new RuntimeException("the root"));
    Throwable stackless = new RuntimeException("stackless", shared, false, false) {};
    Throwable suppressed = failing(1, shared);
    Throwable thrown = failing(3, failing(0, shared));
    thrown.addSuppressed(suppressed);
    suppressed.addSuppressed(failing(2, stackless));
    List<Throwable> all = List.of(thrown, failing(1, stackless), suppressed, stackless);
    try (Framework framework = startWithEndpoint()) {
      all.forEach(one -> framework.log("shop.Orders", Grade.ERROR, "failed", one));
      List<LogRecord> records = collector.awaitLogRecords(all.size());
      for (int i = 0; i < all.size(); i++) {
        StringWriter printed = new StringWriter();
        all.get(i).printStackTrace(new PrintWriter(printed, true));
        assertThat(attributes(records.get(i)).get("exception.stacktrace").getStringValue())
            .isEqualTo(printed.toString().replace("\r\n", "\n"));
      }
    }
  }

  /** A throwable that comes from so many calls farther in. */
  private static Throwable failing(int calls, Throwable cause) {
    return calls == 0 ? new IllegalStateException("failed", cause) : failing(calls - 1, cause);
  }

  @Test
  void theSameEventGivesTheSameRecordThroughBothForms() {
    Throwable thrown = new IllegalStateException("no stock", new RuntimeException("the cause"));
    LogRecord direct;
    try (Framework framework = startWithEndpoint()) {
      assertThat(Logline.flush(Duration.ofSeconds(60))).isTrue(); // the boot is over
      inSpan(() -> framework.logRichEvent(thrown));
      direct = collector.awaitLogRecords(1).get(0);
      assertThat(Logline.status().route()).startsWith(collector.endpoint());
    }
    Logline.shutdown();
    System.setProperty("otel.logs.exporter", "otlp,console"); // the console must see each record
    try (Framework framework = startWithEndpoint()) {
      inSpan(
          () -> framework.logRichEvent(thrown)); // waits for the boot, and is played into the SDK
      LogRecord replayed = collector.awaitLogRecords(2).get(1);
      assertThat(Logline.status().route()).startsWith("own SDK");
      inSpan(() -> framework.logRichEvent(thrown));
      LogRecord throughSdk = collector.awaitLogRecords(3).get(2);
      assertThat(timeless(throughSdk)).isEqualTo(timeless(direct));
      assertThat(timeless(replayed)).isEqualTo(timeless(direct));
    }
  }

  /** Whoever gave how many attributes; in both forms, and what has no room is counted. */
  @Test
  void anExceptionHasRoomWhereThereAreTooManyAttributes() {
    System.setProperty("otel.attribute.count.limit", "3");
    try {
      LogRecord direct = richRecordThrough("otlp");
      assertThat(attributes(direct))
          .containsOnlyKeys("exception.type", "exception.message", "exception.stacktrace");
      assertThat(direct.getDroppedAttributesCount()).isPositive();
      LogRecord throughSdk = richRecordThrough("otlp,console");
      assertThat(attributes(throughSdk).keySet()).isEqualTo(attributes(direct).keySet());
      assertThat(throughSdk.getDroppedAttributesCount())
          .isEqualTo(direct.getDroppedAttributesCount());
    } finally {
      System.clearProperty("otel.attribute.count.limit");
    }
  }

  private LogRecord richRecordThrough(String exporters) {
    System.setProperty("otel.logs.exporter", exporters);
    int before = collector.logRecords().size();
    try (Framework framework = startWithEndpoint()) {
      framework.log("shop.Orders", Grade.INFO, "for which all is booted", null);
      collector.awaitLogRecords(before + 1);
      framework.logRichEvent(new IllegalStateException("no stock"));
      return collector.awaitLogRecords(before + 2).get(before + 1);
    } finally {
      Logline.shutdown();
    }
  }

  /** Without times, and with attributes in order: their order is not part of the record. */
  private static LogRecord timeless(LogRecord record) {
    LogRecord.Builder timeless =
        record.toBuilder().clearTimeUnixNano().clearObservedTimeUnixNano().clearAttributes();
    record.getAttributesList().stream()
        .sorted((a, b) -> a.getKey().compareTo(b.getKey()))
        .forEach(timeless::addAttributes);
    return timeless.build();
  }

  @Test
  void hostileContentNeitherThrowsNorIsLost() {
    Object throwing =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("not today");
          }
        };
    Throwable cyclic = new RuntimeException("a");
    cyclic.initCause(new RuntimeException("b", cyclic));
    try (Framework framework = startWithEndpoint()) {
      assertThatCode(
              () -> {
                framework.log("shop.Orders", Grade.INFO, null, null);
                framework.log("shop.Orders", Grade.INFO, "lone \ud800 surrogate", null);
                framework.log("shop.Orders", Grade.INFO, "broken {0 {} %q {", null);
                framework.log("shop.Orders", Grade.INFO, "cyclic", cyclic);
                framework.log("", Grade.INFO, "no logger name", null);
                framework.logWithArgument("shop.Orders", throwing);
              })
          .doesNotThrowAnyException();
      List<LogRecord> records = collector.awaitLogRecords(6);
      assertThat(records.get(0).hasBody() && !records.get(0).getBody().getStringValue().isEmpty())
          .as("a null message has no text, or the framework's own for it: " + records.get(0))
          .isIn(false, true);
      assertThat(records.get(1).getBody().getStringValue()).isEqualTo("lone \ufffd surrogate");
      assertThat(attributes(records.get(3)).get("exception.stacktrace").getStringValue())
          .contains("CIRCULAR REFERENCE");
    }
    assertThat(Logline.status().lostCount()).isZero();
  }

  @Test
  void aHugeMessageIsCutAndMarked() {
    try (Framework framework = startWithEndpoint()) {
      framework.log("shop.Orders", Grade.INFO, "x".repeat(20_000_000), null);
      String body = collector.awaitLogRecords(1).get(0).getBody().getStringValue();
      assertThat(body).hasSizeLessThan(300_000).startsWith("xxx").endsWith(" characters]");
      assertThat(body).contains("...[truncated ");
    }
  }

  @Test
  void anOutageLosesNothing() {
    try (Framework framework = startWithEndpoint()) {
      framework.log("shop.Orders", Grade.INFO, "before", null);
      Logline.flush(Duration.ofSeconds(60)); // else the answer is cut off, and it is sent twice
      collector.stop();
      for (int i = 0; i < 1_000; i++) {
        framework.log("shop.Orders", Grade.INFO, "during " + i, null);
      }
      await().atMost(10, TimeUnit.SECONDS).until(() -> mentions("The backend is not reached"));
      collector.startAgain();
      assertThat(collector.awaitLogRecords(1_001))
          .extracting(record -> record.getBody().getStringValue())
          .contains("before", "during 0", "during 999")
          .hasSize(1_001);
    }
    assertThat(Logline.status().lostCount()).isZero();
  }

  private static boolean mentions(String text) {
    return Logline.status().messages().stream().anyMatch(message -> message.contains(text));
  }

  @Test
  void aBadUrlIsSaidWithOptionAndValue() {
    try (Framework framework = start(Map.of("endpoint", "localhost:4318"))) {
      framework.log("shop.Orders", Grade.INFO, "the application runs on", null);
      assertThat(statuses())
          .anySatisfy(status -> assertThat(status).contains("endpoint", "localhost:4318"));
    }
  }

  @Test
  void anUnknownPresetIsSaidWithOptionAndValue() {
    try (Framework framework =
        start(Map.of("endpoint", collector.endpoint(), "preset", "clickhouse"))) {
      framework.log("shop.Orders", Grade.INFO, "the application runs on", null);
      collector.awaitLogRecords(1);
      assertThat(statuses())
          .anySatisfy(status -> assertThat(status).contains("preset", "clickhouse", "clickstack"));
    }
  }

  @Test
  void whichLevelsKeepRecordsBackIsInTheStatus() {
    try (Framework framework = start(Map.of("endpoint", collector.endpoint()))) {
      framework.log("shop.Orders", Grade.ERROR, "one", null);
      await()
          .until(
              () ->
                  Logline.status().messages().stream()
                      .anyMatch(message -> message.contains("root is ")));
    }
  }

  @Test
  void aBadLevelNameIsSaidAndEverythingIsTaken() {
    try (Framework framework = start(Map.of("endpoint", collector.endpoint(), "level", "LOUD"))) {
      framework.log("shop.Orders", Grade.TRACE, "taken all the same", null);
      collector.awaitLogRecords(1);
      assertThat(statuses())
          .anySatisfy(status -> assertThat(status).contains("option level", "LOUD"));
    }
  }

  @Test
  void anUnreadableCertificateIsSaidWithOptionAndValue() {
    try (Framework framework =
        start(Map.of("endpoint", collector.endpoint(), "certificate", "/no/such/ca.pem"))) {
      framework.log("shop.Orders", Grade.INFO, "the application runs on", null);
      collector.awaitLogRecords(1);
      assertThat(statuses())
          .anySatisfy(status -> assertThat(status).contains("certificate", "/no/such/ca.pem"));
    }
  }

  @Test
  void aLevelKeepsWhatIsBelowIt() {
    String level = thresholdAboveInfo();
    try (Framework framework = start(Map.of("endpoint", collector.endpoint(), "level", level))) {
      framework.log("shop.Orders", Grade.INFO, "below", null);
      framework.log("shop.Orders", Grade.ERROR, "above", null);
      assertThat(collector.awaitLogRecords(1).get(0).getBody().getStringValue()).isEqualTo("above");
    }
  }

  /** The framework's name of the level between INFO and ERROR. */
  protected abstract String thresholdAboveInfo();

  /** A record's attributes by name. */
  protected static Map<String, AnyValue> attributes(LogRecord record) {
    return byName(record.getAttributesList());
  }

  /** The attributes of the resource a record came under, by name. */
  protected static Map<String, AnyValue> resource(ScopedRecord record) {
    return byName(record.resource().getAttributesList());
  }

  private static Map<String, AnyValue> byName(List<KeyValue> attributes) {
    Map<String, AnyValue> byName = new TreeMap<>();
    for (KeyValue attribute : attributes) {
      assertThat(byName.put(attribute.getKey(), attribute.getValue()))
          .as("attribute " + attribute.getKey() + " is there once")
          .isNull();
    }
    return byName;
  }

  private static Instant instant(long epochNanos) {
    return Instant.EPOCH.plusNanos(epochNanos);
  }
}
