package dev.logline.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the sink counts of requests that the official classes wrote. */
final class RequestReaderTest {
  private final Arrivals arrivals = new Arrivals();

  private static AnyValue string(String text) {
    return AnyValue.newBuilder().setStringValue(text).build();
  }

  private static LogRecord record(String body, String uid) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(1)
        .setSeverityNumberValue(9)
        .setBody(string(body))
        .addAttributes(KeyValue.newBuilder().setKey("thread.name").setValue(string("main")))
        .addAttributes(KeyValue.newBuilder().setKey("log.record.uid").setValue(string(uid)))
        .build();
  }

  private void read(LogRecord... records) throws IOException {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    Stream.of(records).forEach(scope::addLogRecords);
    RequestReader.read(
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope))
            .build()
            .toByteArray(),
        arrivals);
  }

  @Test
  void recordsAreCountedOnceAndAgainAsDuplicates() throws IOException {
    read(record(new Payload(1, 0, 0).text(), "a"), record(new Payload(1, 0, 5).text(), "b"));
    read(record(new Payload(1, 0, 5).text(), "b"));

    assertThat(arrivals.arrived()).isEqualTo(2);
    assertThat(arrivals.arrived(1, 0, 5)).isEqualTo(1);
    assertThat(arrivals.duplicated()).isEqualTo(1);
    assertThat(arrivals.duplicatedWithAnotherUid()).isZero();
    assertThat(arrivals.corrupt()).isZero();
  }

  @Test
  void aDuplicateWithAnotherUidIsNoticed() throws IOException {
    read(record(new Payload(1, 0, 5).text(), "a"), record(new Payload(1, 0, 5).text(), "b"));
    assertThat(arrivals.duplicatedWithAnotherUid()).isEqualTo(1);
  }

  @Test
  void aBodyThatNobodyLoggedIsCorrupt() throws IOException {
    read(record("#1 0 5 something else", "a"), record("", "b"));
    assertThat(arrivals.corrupt()).isEqualTo(2);
    assertThat(arrivals.arrived()).isZero();
  }

  @Test
  void aReportOfLossesIsNoRecordOfTheProgram() throws IOException {
    read(record("1234 records were lost between then and now: queue_full 1234", "a"));
    assertThat(arrivals.corrupt()).isZero();
    assertThat(arrivals.arrived()).isZero();
  }
}
