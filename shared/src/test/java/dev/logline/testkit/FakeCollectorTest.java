package dev.logline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeCollectorTest {
  private final FakeCollector collector = FakeCollector.start();

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void keepsWhatItAcceptedApartFromWhatItRefused() throws IOException {
    collector.script(Reply.status(503), Reply.html());
    collector.answer(Reply.partialSuccess(1, ""));

    assertThat(post("a")).isEqualTo(503);
    assertThat(post("b")).isEqualTo(200);
    assertThat(post("c")).isEqualTo(200);

    assertThat(collector.refused()).hasSize(2);
    assertThat(collector.awaitLogRecords(1))
        .extracting(LogRecord::getSeverityText)
        .containsExactly("c");
    assertThat(collector.scopedRecords().get(0).scope().getName()).isEqualTo("scope");
    assertThat(collector.scopedRecords().get(0).resource().getDroppedAttributesCount())
        .isEqualTo(1);
  }

  @Test
  void comesBackOnTheSamePortAfterAnOutage() throws IOException {
    String endpoint = collector.endpoint();
    collector.stop();
    assertThatIOException().isThrownBy(() -> post("lost"));

    collector.startAgain();

    assertThat(collector.endpoint()).isEqualTo(endpoint);
    assertThat(post("kept")).isEqualTo(200);
    assertThat(collector.logRecords()).hasSize(1);
  }

  private int post(String severityText) throws IOException {
    byte[] request =
        ExportLogsServiceRequest.newBuilder()
            .addResourceLogs(
                ResourceLogs.newBuilder()
                    .setResource(Resource.newBuilder().setDroppedAttributesCount(1))
                    .addScopeLogs(
                        ScopeLogs.newBuilder()
                            .setScope(InstrumentationScope.newBuilder().setName("scope"))
                            .addLogRecords(LogRecord.newBuilder().setSeverityText(severityText))))
            .build()
            .toByteArray();
    URI uri = URI.create(collector.endpoint() + Signal.LOGS.path());
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setDoOutput(true);
    connection.getOutputStream().write(request);
    return connection.getResponseCode();
  }
}
