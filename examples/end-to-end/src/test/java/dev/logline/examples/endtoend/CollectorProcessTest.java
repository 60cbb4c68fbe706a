package dev.logline.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the other tests rely on: that what the collector accepts can be read. */
final class CollectorProcessTest {
  @TempDir private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void writesWhatItReceives() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(directory)) {
      assertThat(post(collector, "hello", "")).isEqualTo(200);

      await().until(() -> !collector.output().logs().isEmpty());
      assertThat(collector.output().logs())
          .containsExactly(
              new CollectorOutput.Log(
                  "shop",
                  "hello",
                  9,
                  "INFO",
                  "000102030405060708090a0b0c0d0e0f",
                  "0001020304050607"));
    }
  }

  @Test
  void refusesAnotherToken() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(directory, "open-sesame")) {
      assertThat(post(collector, "without", "")).isEqualTo(401);
      assertThat(post(collector, "wrong", "Bearer open-barley")).isEqualTo(401);
      assertThat(post(collector, "right", "Bearer open-sesame")).isEqualTo(200);

      await().until(() -> !collector.output().logs().isEmpty());
      assertThat(collector.output().bodies()).containsExactly("right");
    }
  }

  @Test
  void keepsItsPortsAndItsOutputOverARestart() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(directory)) {
      assertThat(post(collector, "before", "")).isEqualTo(200);
      collector.stop();
      collector.start();
      assertThat(post(collector, "after", "")).isEqualTo(200);

      await().until(() -> collector.output().logs().size() == 2);
      assertThat(collector.output().bodies()).containsExactly("before", "after");
    }
  }

  private int post(CollectorProcess collector, String body, String authorization) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(collector.httpEndpoint() + "/v1/logs"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-protobuf")
            .POST(BodyPublishers.ofByteArray(request(body).toByteArray()));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  private static ExportLogsServiceRequest request(String body) {
    LogRecord log =
        LogRecord.newBuilder()
            .setBody(AnyValue.newBuilder().setStringValue(body))
            .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
            .setSeverityText("INFO")
            .setTraceId(id(16))
            .setSpanId(id(8))
            .build();
    ScopeLogs logs =
        ScopeLogs.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName("shop"))
            .addLogRecords(log)
            .build();
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(logs))
        .build();
  }

  private static ByteString id(int bytes) {
    byte[] id = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      id[i] = (byte) i;
    }
    return ByteString.copyFrom(id);
  }
}
