package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.testkit.Reply;
import dev.logline.testkit.ScopedRecord;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The record that tells of losses, on the wire. */
class ReportOfLossTest extends TelemetryFixture {
  @Test
  void afterAnOutageThatFilledTheBufferOneRecordTellsWhatWasLost() {
    backendFromEnvironment();
    long lost = fillTheBuffer();
    collector.answer(Reply.ok());
    assertThat(Logline.flush(LONG)).isTrue();
    await().atMost(LONG).until(() -> reports().size() == 1);
    assertReport(reports().get(0), lost);
    assertThat(Logline.status().lostByReason()).isEqualTo(Map.of("queue_full", lost));
  }

  @Test
  void throughAnSdkOfOursThatOthersMustSeeItComesOnceAndTheySeeIt() {
    backendFromEnvironment();
    property(ForeignCustomizer.PROPERTY, "processor");
    long lost = fillTheBuffer();
    collector.answer(Reply.ok());
    assertThat(Logline.flush(LONG)).isTrue();
    await().atMost(LONG).until(() -> reports().size() == 1);
    assertReport(reports().get(0), lost);
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(reports()).hasSize(1);
    assertThat(reports().get(0).getAttributesList())
        .anyMatch(attribute -> attribute.getKey().equals("seen.by"));
  }

  @Test
  void throughAnOpenTelemetryOfTheApplicationsItComes() {
    Intake<String> appender =
        appender("export", "global", "bufferBytes", "2MiB", "overflowWait", "0");
    long lost = loseBy(appender);
    ApplicationSdk application = new ApplicationSdk();
    Logline.adopt(application.sdk);
    await().atMost(LONG).until(() -> application.bodies.stream().anyMatch(b -> isReport(b, lost)));
  }

  @Test
  void atTheEndItComesWithTheLastFlush() {
    backendFromEnvironment();
    long lost = fillTheBuffer();
    collector.answer(Reply.ok());
    Logline.shutdown();
    assertThat(reports()).hasSize(1);
    assertReport(reports().get(0), lost);
    assertThat(Logline.status().lostCount()).isEqualTo(lost);
  }

  /** Lets the backend be away until something is lost. */
  private long fillTheBuffer() {
    collector.answer(Reply.status(503));
    Intake<String> appender =
        appender("bufferBytes", "2MiB", "overflowWait", "0", "flushTimeout", "10s");
    await().until(() -> !Logline.status().route().startsWith("booting"));
    return loseBy(appender);
  }

  private static long loseBy(Intake<String> appender) {
    String large = "x".repeat(100_000);
    while (Logline.status().lostCount() < 3) {
      appender.accept("a", large);
    }
    return Logline.status().lostCount();
  }

  private static boolean isReport(String body, long lost) {
    return body.startsWith(lost + " records were lost between ")
        && body.endsWith(": queue_full " + lost + "; by severity: INFO " + lost);
  }

  private List<LogRecord> reports() {
    return collector.scopedRecords().stream()
        .filter(record -> record.scope().getName().equals("dev.logline"))
        .map(ScopedRecord::record)
        .toList();
  }

  private static void assertReport(LogRecord report, long lost) {
    assertThat(report.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
    assertThat(report.getBody().getStringValue()).matches(body -> isReport(body, lost));
    Map<String, Long> counts = new HashMap<>();
    report.getAttributesList().stream()
        .filter(attribute -> attribute.getValue().hasIntValue())
        .forEach(attribute -> counts.put(attribute.getKey(), attribute.getValue().getIntValue()));
    assertThat(counts)
        .isEqualTo(
            Map.of(
                "logline.lost.count", lost,
                "logline.lost.reason.queue_full", lost,
                "logline.lost.severity.info", lost));
  }
}
