package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.logline.buffer.Overflow;
import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossReason;
import dev.logline.diagnose.StatusBoard;
import dev.logline.logrecord.OtlpRecordWriter;
import dev.logline.logrecord.RecordLimits;
import dev.logline.logrecord.SdkRecordWriter;
import dev.logline.testkit.HeardLosses;
import dev.logline.testkit.VirtualClock;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the backend is told of losses, in virtual time. */
class LossReportTest {
  private final VirtualClock clock = new VirtualClock();
  private final Ledger ledger = new Ledger(clock);
  private final StatusBoard status = new StatusBoard();
  private final Wakeup wakeup = new Wakeup();
  private RecordBuffer buffer;
  private final ScriptedTransport backend = new ScriptedTransport();
  private Shipper shipper;

  LossReportTest() {
    begin(Policy.DROP_NEWEST, Duration.ZERO);
  }

  private void begin(Policy overflow, Duration linger) {
    begin(
        RecordBuffers.inMemory(
            RecordBuffers.MIN_BYTES,
            new Overflow(overflow, Duration.ZERO),
            wakeup,
            clock,
            HeardLosses.evicted(severity -> ledger.lost(LossReason.QUEUE_FULL, severity))),
        linger);
  }

  private void begin(RecordBuffer records, Duration linger) {
    buffer = records;
    shipper = new Shipper(buffer, wakeup, clock, new SplittableRandom(1), ledger, status);
    shipper.setDestination(
        Destination.backend(backend, EncodedResource.of(Resource.empty())),
        ShipperSettings.DEFAULT.withLinger(linger));
    shipper.step();
  }

  private boolean log(String body, int severity) {
    OtlpRecordWriter record = new OtlpRecordWriter(buffer);
    record.begin("app", RecordLimits.DEFAULT);
    record.severity(severity, "");
    record.body(body);
    boolean accepted = record.end();
    if (accepted) {
      ledger.accepted(1);
    } else {
      ledger.refused(LossReason.QUEUE_FULL, severity);
    }
    return accepted;
  }

  /** One record that the backend gives this answer for. */
  private void logAnd(Answer answer) {
    assertThat(log("a record", 9)).isTrue();
    shipper.step();
    answerAll(answer);
  }

  private void answerAll(Answer answer) {
    while (!backend.open.isEmpty()) {
      backend.answer(answer);
      shipper.step();
    }
  }

  private static Answer delivered() {
    return new Answer.Delivered(0, "");
  }

  private List<LogRecord> reports() {
    return backend.sent.stream()
        .flatMap(request -> request.getResourceLogs(0).getScopeLogsList().stream())
        .filter(scope -> scope.getScope().getName().equals("dev.logline"))
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .toList();
  }

  private static Map<String, AnyValue> attributes(LogRecord record) {
    return record.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  private List<Long> reportedCounts() {
    return reports().stream()
        .map(report -> attributes(report).get("logline.lost.count").getIntValue())
        .toList();
  }

  @Test
  void nothingIsToldWhereNothingWasLost() {
    logAnd(delivered());
    clock.advance(Duration.ofHours(1));
    logAnd(delivered());
    assertThat(reports()).isEmpty();
  }

  @Test
  void afterARequestIsAcceptedAgainOneRecordTellsWhatWasLost() {
    ledger.refused(LossReason.QUEUE_FULL, 9);
    clock.advance(Duration.ofSeconds(60));
    ledger.refused(LossReason.QUEUE_FULL, 17);
    ledger.lost(LossReason.REJECTED, 9);
    shipper.step();
    assertThat(backend.sent).as("before the way is open").isEmpty();
    clock.advance(Duration.ofSeconds(1));
    logAnd(delivered());

    assertThat(reports()).hasSize(1);
    LogRecord report = reports().get(0);
    assertThat(report.getBody().getStringValue())
        .isEqualTo(
            "3 records were lost between 2023-11-14T22:13:20Z and 2023-11-14T22:14:20Z:"
                + " queue_full 2, rejected 1; by severity: INFO 2, ERROR 1");
    assertThat(report.getSeverityNumber()).isEqualTo(SeverityNumber.SEVERITY_NUMBER_WARN);
    assertThat(report.getSeverityText()).isEqualTo("WARN");
    assertThat(report.getTimeUnixNano()).isEqualTo(clock.now());
    Map<String, AnyValue> attributes = attributes(report);
    assertThat(attributes.keySet())
        .containsExactlyInAnyOrder(
            "logline.lost.count",
            "logline.lost.first",
            "logline.lost.last",
            "logline.lost.reason.queue_full",
            "logline.lost.reason.rejected",
            "logline.lost.severity.info",
            "logline.lost.severity.error");
    assertThat(attributes.get("logline.lost.count").getIntValue()).isEqualTo(3);
    assertThat(attributes.get("logline.lost.first").getStringValue())
        .isEqualTo("2023-11-14T22:13:20Z");
    assertThat(attributes.get("logline.lost.last").getStringValue())
        .isEqualTo("2023-11-14T22:14:20Z");
    assertThat(attributes.get("logline.lost.reason.queue_full").getIntValue()).isEqualTo(2);
    assertThat(attributes.get("logline.lost.severity.error").getIntValue()).isEqualTo(1);
  }

  @Test
  void lossesAreToldOnceAndAtMostOnceAMinute() {
    ledger.refused(LossReason.QUEUE_FULL, 9);
    logAnd(delivered());
    assertThat(reportedCounts()).containsExactly(1L);
    ledger.refused(LossReason.QUEUE_FULL, 9);
    ledger.refused(LossReason.QUEUE_FULL, 9);
    clock.advance(Duration.ofSeconds(59));
    logAnd(delivered());
    assertThat(reportedCounts()).containsExactly(1L);
    assertThat(shipper.lossesDueIn()).isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos());
    clock.advance(Duration.ofSeconds(1));
    shipper.step(); // by the time alone, with no record and no answer
    answerAll(delivered());
    assertThat(reportedCounts()).containsExactly(1L, 2L);
    clock.advance(Duration.ofHours(1));
    logAnd(delivered());
    assertThat(reportedCounts()).containsExactly(1L, 2L);
    assertThat(shipper.lossesDueIn()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aReportThatIsLostItselfIsNoReasonForAnotherButTheNextTellsAll() {
    ledger.refused(LossReason.QUEUE_FULL, 9);
    assertThat(log("a record", 9)).isTrue();
    shipper.step();
    backend.answer(delivered());
    shipper.step();
    assertThat(reports()).hasSize(1);
    backend.answer(new Answer.TooLarge("400"));
    shipper.step();
    for (int minute = 0; minute < 5; minute++) {
      clock.advance(Duration.ofMinutes(2));
      logAnd(delivered());
    }
    assertThat(reports()).hasSize(1);
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("queue_full", 1L, "too_large", 1L));

    ledger.refused(LossReason.QUEUE_FULL, 17);
    logAnd(delivered());
    assertThat(reportedCounts()).containsExactly(1L, 3L);
    assertThat(attributes(reports().get(1)).get("logline.lost.first").getStringValue())
        .as("of all that it tells")
        .isEqualTo("2023-11-14T22:13:20Z");
  }

  @Test
  void aPartialSuccessThatMayHaveRejectedTheReportIsNoReasonForAnother() {
    ledger.refused(LossReason.QUEUE_FULL, 9);
    assertThat(log("a record", 9)).isTrue();
    shipper.step();
    assertThat(log("another", 9)).isTrue();
    backend.answer(delivered());
    shipper.step();
    backend.answer(new Answer.Delivered(1, "too old"));
    shipper.step();
    for (int minute = 0; minute < 5; minute++) {
      clock.advance(Duration.ofMinutes(2));
      logAnd(delivered());
    }
    assertThat(reports()).hasSize(1);
  }

  @Test
  void aReportThatTheBufferHasNoRoomForIsTriedAgain() {
    assertThat(log("first", 9)).isTrue();
    shipper.step();
    while (log("x".repeat(10_000), 9)) {
      // until it is full
    }
    while (log("x", 9)) {
      // to the last byte
    }
    long lost = ledger.lostCount();
    backend.answer(delivered());
    shipper.step();
    assertThat(ledger.lostCount()).as("a report that was refused is no loss").isEqualTo(lost);
    for (int i = 0; i < 10 && !shipper.isIdle(); i++) {
      answerAll(delivered());
      clock.advance(Duration.ofSeconds(1));
      shipper.step();
    }
    assertThat(reportedCounts()).containsExactly(lost);
  }

  @Test
  void whatAReportThatMadeRoomForOthersWouldHaveToldTheNextTells() {
    begin(Policy.DROP_OLDEST, Duration.ofSeconds(1));
    ledger.refused(LossReason.ENCODE_ERROR, 9);
    assertThat(log("a record", 9)).isTrue();
    shipper.step();
    clock.advance(Duration.ofSeconds(1));
    shipper.step();
    backend.answer(delivered());
    shipper.step();
    assertThat(ledger.waitingCount()).as("the report").isEqualTo(1);
    while (ledger.lostCount() == 1) {
      assertThat(log("x".repeat(10_000), 9)).isTrue();
    }
    long lost = ledger.lostCount();
    assertThat(ledger.losses().bySeverity()).containsEntry("WARN", 1L);
    for (int i = 0; i < 100; i++) {
      clock.advance(Duration.ofSeconds(1));
      shipper.step();
      answerAll(delivered());
    }
    assertThat(reportedCounts()).containsExactly(lost);
    assertThat(shipper.isIdle()).isTrue();
  }

  @Test
  void whoFlushesAtTheEndWaitsForTheReport() {
    ledger.refused(LossReason.QUEUE_FULL, 9);
    logAnd(delivered());
    answerAll(delivered());
    ledger.refused(LossReason.QUEUE_FULL, 9);
    assertThat(log("last", 9)).isTrue();
    shipper.conclude();
    CompletableFuture<Void> flush = shipper.flush();
    shipper.step();
    backend.answer(delivered());
    shipper.step();
    assertThat(flush).as("before the report has arrived").isNotDone();
    answerAll(delivered());
    assertThat(flush).isDone();
    assertThat(reportedCounts()).containsExactly(1L, 1L);
  }

  @Test
  void throughAnSdkThatDoesNotTellWhatArrivesLossesAreToldAsSoonAsItIsThere() {
    List<LogRecordData> played = new ArrayList<>();
    SdkLoggerProvider loggers =
        SdkLoggerProvider.builder()
            .addLogRecordProcessor((context, record) -> played.add(record.toLogRecordData()))
            .build();
    shipper.setDestination(Destination.sdk(new SdkRecordWriter(loggers)), ShipperSettings.DEFAULT);
    ledger.refused(LossReason.ENCODE_ERROR, 9);
    for (int minute = 0; minute < 3; minute++) {
      shipper.step();
      clock.advance(Duration.ofMinutes(2));
      shipper.step();
    }
    assertThat(played).hasSize(1);
    assertThat(played.get(0).getInstrumentationScopeInfo().getName()).isEqualTo("dev.logline");
    assertThat(played.get(0).getSeverity()).isEqualTo(Severity.WARN);
    Attributes attributes = played.get(0).getAttributes();
    assertThat(attributes.get(AttributeKey.longKey("logline.lost.count"))).isEqualTo(1);
    assertThat(attributes.get(AttributeKey.longKey("logline.lost.reason.encode_error")))
        .isEqualTo(1);
    ledger.refused(LossReason.ENCODE_ERROR, 9);
    shipper.step();
    clock.advance(Duration.ofMinutes(2));
    shipper.step();
    assertThat(played).as("the next loss").hasSize(2);
  }

  @Test
  void lossesAreSaidAtOnceAndThenOnceAMinuteByReason() {
    logAnd(new Answer.TooLarge("400: no such field"));
    assertThat(said())
        .containsExactly(
            "WARN: Lost so far: 1 records: too_large 1; by severity: INFO 1;"
                + " the last: 1 record too large for the backend: 400: no such field");
    ledger.refused(LossReason.QUEUE_FULL, 17);
    logAnd(new Answer.TooLarge("400: again"));
    clock.advance(Duration.ofSeconds(59));
    shipper.step();
    assertThat(said()).hasSize(1);
    assertThat(shipper.lossesDueIn()).isEqualTo(Duration.ofSeconds(1).toNanos());
    clock.advance(Duration.ofSeconds(1));
    shipper.step();
    assertThat(said()).hasSize(2);
    assertThat(said().get(1))
        .contains("3 records: queue_full 1, too_large 2; by severity: INFO 2, ERROR 1")
        .endsWith("400: again");
    clock.advance(Duration.ofHours(1));
    shipper.step();
    assertThat(said()).as("each loss once").hasSize(2);
  }

  @Test
  void aShipperThatSleepsWakesWhenThereIsALossToSay() {
    ledger.refused(LossReason.QUEUE_FULL, 9);
    shipper.step();
    ledger.refused(LossReason.QUEUE_FULL, 9);
    clock.advance(Duration.ofMinutes(1).minusMillis(1));
    assertThat(said()).hasSize(1);
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> shipper.run(Long.MAX_VALUE));
    clock.advance(Duration.ofMillis(1));
    shipper.step();
    assertThat(said()).hasSize(2);
  }

  private List<String> said() {
    return status.messages().stream().filter(message -> message.contains("Lost")).toList();
  }

  @Test
  void aBatchThatIsLostIsCountedByTheSeverityOfEachRecord() {
    log("one", 9);
    log("two", 17);
    shipper.step();
    for (int refused = 0; refused < 3; refused++) { // both, and then each
      backend.answer(new Answer.TooLarge("413"));
      shipper.step();
    }
    assertThat(ledger.losses().bySeverity()).isEqualTo(Map.of("INFO", 1L, "ERROR", 1L));
    log("in flight", 5);
    shipper.step();
    log("waiting", 21);
    shipper.abandon();
    assertThat(ledger.losses().bySeverity())
        .isEqualTo(Map.of("DEBUG", 1L, "INFO", 1L, "ERROR", 1L, "FATAL", 1L));
    assertThat(ledger.waitingCount()).isZero();
  }
}
