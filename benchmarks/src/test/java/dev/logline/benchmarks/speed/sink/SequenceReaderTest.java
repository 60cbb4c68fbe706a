package dev.logline.benchmarks.speed.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import org.junit.jupiter.api.Test;

/** The sink tells every record from every other, in what the official classes encode. */
final class SequenceReaderTest {
  private final Counts counts = new Counts();

  @Test
  void recordsAreCountedByRunThreadAndSequence() {
    SequenceReader.read(request("#3 0 7 is here", "#3 1 7 is here", "#4 0 7 is here"), counts);

    assertThat(counts.take(3)).startsWith("arrived=2 twice=0 ");
    assertThat(counts.take(4)).startsWith("arrived=1 twice=0 ");
  }

  @Test
  void whatComesOnceMoreIsCountedAsThat() {
    SequenceReader.read(request("#3 0 7 is here"), counts);
    SequenceReader.read(request("#3 0 7 is here", "#3 0 8 is here"), counts);

    assertThat(counts.take(3)).startsWith("arrived=2 twice=1 ");
  }

  @Test
  void aNumberInGroupsIsTheSame() {
    SequenceReader.read(request("#1,003 0 1,234,567 is here", "#1003 0 1234567 is"), counts);

    assertThat(counts.take(1_003)).startsWith("arrived=1 twice=1 ");
  }

  @Test
  void othersAreNotCounted() {
    SequenceReader.read(request("2 records were lost", ""), counts);

    assertThat(counts.take(2)).startsWith("arrived=0 twice=0 ");
  }

  @Test
  void whatIsNoRequestIsRefused() {
    byte[] noField = {(byte) 0x0f};

    assertThatThrownBy(() -> SequenceReader.read(noField, counts))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] request(String... bodies) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (String body : bodies) {
      scope.addLogRecords(
          LogRecord.newBuilder()
              .setTimeUnixNano(1)
              .setSeverityText("INFO")
              .setBody(text(body))
              .addAttributes(KeyValue.newBuilder().setKey("#9 9 9 ").setValue(text("#9 9 9 "))));
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope))
        .build()
        .toByteArray();
  }

  private static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }
}
