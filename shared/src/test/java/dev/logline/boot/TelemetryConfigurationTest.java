package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.testkit.Signal;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code OTEL_*}, presets and the element's options do, seen on the wire. */
class TelemetryConfigurationTest extends TelemetryFixture {

  private Map<String, String> resourceOfFirstRecord() {
    collector.awaitLogRecords(1);
    return resource(collector.scopedRecords().get(0).resource());
  }

  private String header(String name) {
    collector.awaitLogRecords(1);
    return String.join(",", collector.requests(Signal.LOGS).get(0).header(name));
  }

  @Test
  void theEndpointOfTheEnvironmentGetsThePathAppended() {
    backendFromEnvironment();
    appender().accept("a", "one");
    collector.awaitLogRecords(1);
    assertThat(Logline.status().route()).isEqualTo(collector.endpoint() + "/v1/logs");
  }

  /**
   * The SDK would take what stands behind two slashes for another host, and send it the headers.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noSlashTooManyMakesItAnotherHosts(boolean option) {
    String endpoint = collector.endpoint() + "//";
    if (!option) {
      property("otel.exporter.otlp.endpoint", endpoint);
    }
    (option ? appender("endpoint", endpoint) : appender()).accept("a", "one");
    assertThat(collector.awaitLogRecords(1)).hasSize(1);
    assertThat(Logline.status().route()).isEqualTo(collector.endpoint() + "/v1/logs");
  }

  @Test
  void theEndpointForLogsIsTakenAsItIs() {
    property("otel.exporter.otlp.endpoint", "http://localhost:1");
    property("otel.exporter.otlp.logs.endpoint", collector.endpoint() + "/v1/logs");
    appender().accept("a", "one");
    collector.awaitLogRecords(1);
  }

  @Test
  void theElementWinsOverTheEnvironmentAndSaysSo() {
    property("otel.exporter.otlp.endpoint", "http://localhost:1");
    property("otel.exporter.otlp.logs.endpoint", "http://localhost:2/v1/logs");
    property("otel.service.name", "environment");
    appender("endpoint", collector.endpoint(), "serviceName", "element").accept("a", "one");
    assertThat(resourceOfFirstRecord()).containsEntry("service.name", "element");
    assertThat(statuses)
        .anyMatch(s -> s.contains("endpoint") && s.contains("wins") && s.contains("localhost:1'"))
        .anyMatch(s -> s.contains("serviceName") && s.contains("OTEL_SERVICE_NAME"));
  }

  @Test
  void resourceAttributesOfElementAndEnvironmentAreJoined() {
    property("otel.resource.attributes", "team=orders,stage=test");
    appender("endpoint", collector.endpoint(), "resourceAttributes", "stage=live,zone=b")
        .accept("a", "one");
    assertThat(resourceOfFirstRecord())
        .containsEntry("team", "orders")
        .containsEntry("stage", "live")
        .containsEntry("zone", "b");
  }

  @Test
  void withoutANameTheServiceIsNamedByItsMainClassAndThatIsSaid() {
    appender("endpoint", collector.endpoint()).accept("a", "one");
    String derived = ServiceName.derive("?");
    assertThat(resourceOfFirstRecord()).containsEntry("service.name", derived);
    assertThat(statuses).anyMatch(s -> s.contains("service.name='" + derived + "'"));
  }

  @Test
  void headersAreSentAsGivenAndNotShown() {
    appender("endpoint", collector.endpoint(), "headers", "x-token=s3cret with space,x-b=2")
        .accept("a", "one");
    assertThat(header("x-token")).isEqualTo("s3cret with space");
    assertThat(header("x-b")).isEqualTo("2");
    assertThat(Logline.status().toString()).doesNotContain("s3cret");
  }

  @Test
  void compressionIsSwitchedOnByTheElement() {
    appender("endpoint", collector.endpoint(), "compression", "gzip").accept("a", "one");
    assertThat(header("content-encoding")).isEqualTo("gzip");
  }

  @Test
  void clickStackSendsItsKeyRawWithTheHeadersOfTheEnvironment() {
    property("hyperdx.api.key", "key-1");
    property("hyperdx.api.endpoint", collector.endpoint());
    property("otel.exporter.otlp.headers", "x-tenant=acme");
    appender().accept("a", "one");
    assertThat(header("authorization")).isEqualTo("key-1");
    assertThat(header("x-tenant")).isEqualTo("acme");
    assertThat(Logline.status().preset()).isEqualTo("CLICKSTACK");
    GlobalOpenTelemetry.get().getTracer("t").spanBuilder("work").startSpan().end();
    collector.awaitSpans(1);
    assertThat(collector.requests(Signal.TRACES).get(0).header("authorization"))
        .containsExactly("key-1");
  }

  @Test
  void theEndpointOfTheEnvironmentWinsOverAPresets() {
    property("hyperdx.api.key", "key-1");
    backendFromEnvironment();
    appender().accept("a", "one");
    assertThat(header("authorization")).isEqualTo("key-1");
  }

  @Test
  void clickStackDebugPrintsOnlyForTrueAndOne() {
    property("hyperdx.api.key", "key-1");
    backendFromEnvironment();
    property("debug", "false");
    appender().accept("a", "one");
    collector.awaitLogRecords(1);
    assertThat(Logline.status().route()).isEqualTo(collector.endpoint() + "/v1/logs");
    Logline.shutdown();
    property("debug", "TRUE");
    String printed =
        printedBy(
            () -> {
              appender().accept("a", "two");
              collector.awaitLogRecords(2);
            });
    assertThat(printed).contains("two");
  }

  @Test
  void consoleAloneSendsNothing() {
    backendFromEnvironment();
    property("otel.logs.exporter", "console");
    String printed =
        printedBy(
            () -> {
              appender().accept("a", "to the console");
              assertThat(Logline.flush(LONG)).isTrue();
            });
    assertThat(printed).contains("to the console");
    assertThat(collector.logRecords()).isEmpty();
    assertThat(collector.refused()).isEmpty();
  }

  @Test
  void otlpAndConsoleGetEachRecordOnce() {
    backendFromEnvironment();
    property("otel.logs.exporter", "otlp,console");
    String printed =
        printedBy(
            () -> {
              Intake<String> appender = appender();
              appender.accept("a", "early");
              assertThat(Logline.flush(LONG)).isTrue();
              appender.accept("a", "late");
              collector.awaitLogRecords(2);
            });
    assertThat(bodies()).containsExactlyInAnyOrder("early", "late");
    assertThat(printed).containsOnlyOnce("early").containsOnlyOnce("late");
  }

  private static String printedBy(Runnable task) {
    PrintStream out = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      task.run();
    } finally {
      System.setOut(out);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void noneExportsNothingAndLosesNothing() {
    backendFromEnvironment();
    property("otel.logs.exporter", "none");
    Intake<String> appender = appender();
    appender.accept("a", "one");
    await().until(() -> Logline.status().route().startsWith("nowhere: OTEL_LOGS_EXPORTER"));
    appender.accept("a", "two");
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(collector.logRecords()).isEmpty();
    assertThat(Logline.status().lostCount()).isZero();
    assertThat(Logline.status().handedOver()).isEqualTo(Logline.status().accepted()).isEqualTo(1);
  }

  @Test
  void aDisabledSdkExportsNothing() {
    backendFromEnvironment();
    property("otel.sdk.disabled", "true");
    Intake<String> appender = appender();
    appender.accept("a", "one");
    await().until(() -> Logline.status().route().equals("nowhere: OTEL_SDK_DISABLED"));
    assertThat(GlobalOpenTelemetry.get().getTracer("t").spanBuilder("s").startSpan().isRecording())
        .isFalse();
    assertThat(collector.logRecords()).isEmpty();
  }

  @Test
  void theBatchSizeOfTheEnvironmentBoundsARequest() {
    backendFromEnvironment();
    property("otel.blrp.max.export.batch.size", "10");
    Intake<String> appender = appender();
    for (int i = 0; i < 35; i++) {
      appender.accept("a", "record " + i);
    }
    collector.awaitLogRecords(35);
    assertThat(collector.logRequests())
        .allMatch(r -> r.getResourceLogs(0).getScopeLogs(0).getLogRecordsCount() <= 10)
        .hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void attributeLimitsOfTheEnvironmentHoldFromTheFirstRecord() {
    backendFromEnvironment();
    property("otel.attribute.count.limit", "2");
    property("otel.attribute.value.length.limit", "3");
    Intake<String> limited =
        Intake.open(
            dev.logline.LoglineOptions.none(),
            status(),
            "test-appender",
            (text, record) -> {
              record.attribute("one", "12345");
              record.attribute("two", 2);
              record.attribute("three", true);
            });
    limited.accept("a", "x");
    collector.awaitLogRecords(1);
    var record = collector.logRecords().get(0);
    assertThat(record.getAttributesList())
        .extracting(a -> a.getKey() + "=" + a.getValue().getStringValue())
        .containsExactly("one=123", "two=");
    assertThat(record.getDroppedAttributesCount()).isEqualTo(1);
  }

  @Test
  void aSecondAppenderWithAnotherEndpointSaysThatItComesTooLate() {
    appender("endpoint", collector.endpoint());
    appender("endpoint", "http://localhost:1").accept("a", "one");
    assertThat(statuses)
        .anyMatch(
            s ->
                s.startsWith("ERROR")
                    && s.contains("endpoint")
                    && s.contains("http://localhost:1'")
                    && s.contains(collector.endpoint()));
    collector.awaitLogRecords(1);
  }

  @Test
  void whatTheSdkRefusesIsSaidWithItsSourceAndTheApplicationRunsOn() {
    property("otel.exporter.otlp.endpoint", "ftp://backend");
    Intake<String> appender = appender();
    appender.accept("a", "one");
    await()
        .until(
            () ->
                statuses.stream()
                    .anyMatch(s -> s.startsWith("ERROR") && s.contains("ftp://backend")));
    assertThat(String.join("\n", statuses)).contains("otel.exporter.otlp.endpoint");
    appender.accept("a", "two");
    assertThat(Logline.status().backlogBytes()).isPositive();
  }

  @Test
  void anUnauthorizedBackendIsSaidOnceAndRecordsAreKept() {
    collector.answer(dev.logline.testkit.Reply.status(401));
    Intake<String> appender = appender("endpoint", collector.endpoint());
    appender.accept("a", "one");
    await()
        .until(() -> statuses.stream().anyMatch(s -> s.startsWith("ERROR") && s.contains("401")));
    assertThat(Logline.status().lostCount()).isZero();
    assertThat(collector.refused()).hasSize(1);
  }

  @Test
  void aPartialSuccessIsCounted() {
    collector.script(dev.logline.testkit.Reply.partialSuccess(1, "too old"));
    Intake<String> appender = appender("endpoint", collector.endpoint());
    appender.accept("a", "one");
    await().until(() -> Logline.status().lostByReason().equals(Map.of("rejected", 1L)));
    assertThat(statuses).anyMatch(s -> s.contains("too old"));
  }

  @Test
  void aFlushWaitsForWhatWasPlayedIntoTheSdk() {
    collector.answer(dev.logline.testkit.Reply.status(503));
    backendFromEnvironment();
    property("otel.logs.exporter", "otlp,console");
    Intake<String> appender = appender();
    String printed =
        printedBy(
            () -> {
              appender.accept("a", "early");
              assertThat(Logline.flush(java.time.Duration.ofSeconds(3))).isFalse();
              collector.answer(dev.logline.testkit.Reply.ok());
              assertThat(Logline.flush(LONG)).isTrue();
            });
    assertThat(printed).contains("early");
    assertThat(bodies()).containsExactly("early");
  }

  @Test
  void aRecordLargerThanTheBufferTakesLosesAttributesInEitherForm() {
    backendFromEnvironment();
    property("otel.logs.exporter", "otlp,keeping");
    Intake<String> large =
        Intake.open(
            dev.logline.LoglineOptions.none(),
            status(),
            "test-appender",
            (text, record) -> {
              for (int i = 0; i < 40; i++) {
                record.attribute("key" + i, "x".repeat(60_000));
              }
            });
    large.accept("a", "early");
    assertThat(Logline.flush(LONG)).isTrue();
    large.accept("a", "late");
    collector.awaitLogRecords(2);
    var late = collector.logRecords().get(1);
    assertThat(late.getAttributesCount() + late.getDroppedAttributesCount()).isEqualTo(40);
    assertThat(Logline.status().lostCount()).isZero();
  }

  @Test
  void aBootThatGoesWellMakesTheSdkSayNothing() {
    List<String> said = new CopyOnWriteArrayList<>();
    Logger root = Logger.getLogger("");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            said.add(record.getLoggerName() + ": " + record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    root.addHandler(handler);
    try {
      appender("endpoint", collector.endpoint()).accept("a logger", "a record");
      assertThat(Logline.flush(LONG)).isTrue();
      assertThat(said).isEmpty();
    } finally {
      root.removeHandler(handler);
    }
  }
}
