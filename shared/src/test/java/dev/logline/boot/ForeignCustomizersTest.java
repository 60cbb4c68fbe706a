package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import io.opentelemetry.proto.common.v1.KeyValue;
import org.junit.jupiter.api.Test;

/**
 * What other libraries add to the SDK sees each record, and the fast form is used where none does.
 */
class ForeignCustomizersTest extends TelemetryFixture {

  private Intake<String> logTwice() {
    backendFromEnvironment();
    Intake<String> appender = appender();
    appender.accept("a", "early");
    assertThat(Logline.flush(LONG)).isTrue();
    appender.accept("a", "late");
    assertThat(Logline.flush(LONG)).isTrue();
    collector.awaitLogRecords(2);
    assertThat(bodies()).containsExactlyInAnyOrder("early", "late");
    return appender;
  }

  @Test
  void aForeignProcessorSeesEachRecordAndWhatItAddsArrives() {
    property(ForeignCustomizer.PROPERTY, "processor");
    logTwice();
    assertThat(collector.logRecords())
        .allMatch(
            record ->
                record.getAttributesList().stream()
                    .map(KeyValue::getKey)
                    .anyMatch("seen.by"::equals));
  }

  @Test
  void aForeignWrapperOfTheExporterGetsEachRecord() {
    property(ForeignCustomizer.PROPERTY, "exporter");
    ForeignCustomizer.EXPORTED.set(0);
    logTwice();
    assertThat(ForeignCustomizer.EXPORTED).hasValue(2);
  }

  @Test
  void aForeignExporterBesideOtlpGetsEachRecord() {
    property("otel.logs.exporter", "otlp,keeping");
    KeepingExporterProvider.KEPT.clear();
    logTwice();
    assertThat(KeepingExporterProvider.KEPT).containsExactly("early", "late");
  }

  @Test
  void aForeignResourceCustomizerLeavesTheFastForm() {
    property(ForeignCustomizer.PROPERTY, "resource");
    logTwice();
    assertThat(Logline.status().route()).isEqualTo(collector.endpoint() + "/v1/logs");
    assertThat(resource(collector.scopedRecords().get(0).resource()))
        .containsEntry("from", "foreign");
  }

  @Test
  void aForeignProcessorThatHoldsRecordsBackIsNotBypassed() {
    property(ForeignCustomizer.PROPERTY, "filter");
    backendFromEnvironment();
    Intake<String> appender = appender();
    appender.accept("a", "secret, early");
    assertThat(Logline.flush(LONG)).isTrue();
    appender.accept("a", "secret, late");
    appender.accept("a", "plain");
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(bodies()).containsExactly("plain");
  }

  @Test
  void whatABatchProcessorHoldsIsFlushedAndItsThreadEnds() {
    property(ForeignCustomizer.PROPERTY, "exporter");
    property("otel.blrp.schedule.delay", "3000"); // its thread looks up that often
    logTwice();
    Logline.shutdown();
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("BatchLogRecord")));
  }
}
