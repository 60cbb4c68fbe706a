package dev.logline.examples.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/backends/collector.yaml promises of a collector that is killed, and why. */
final class BackendQueueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();
  private CollectorProcess backend;
  private int port;
  private String yaml;
  private Process local;

  @BeforeEach
  void prepare() throws Exception {
    backend = CollectorProcess.start(directory.resolve("backend"));
    backend.stop();
    try (ServerSocket http = CollectorProcess.anyPort();
        ServerSocket grpc = CollectorProcess.anyPort()) {
      port = http.getLocalPort();
      yaml =
          Files.readString(Path.of("../../docs/backends/collector.yaml"), UTF_8)
              .replace("127.0.0.1:4318", "127.0.0.1:" + port)
              .replace("127.0.0.1:4317", "127.0.0.1:" + grpc.getLocalPort())
              .replace(
                  "endpoint: backend.example:4317",
                  "endpoint: "
                      + URI.create(backend.grpcEndpoint()).getAuthority()
                      + "\n    tls:\n      insecure: true")
              .replace("/var/lib/otelcol/queue", directory.resolve("queue").toString())
              .replace(
                  "\nservice:\n", "\nservice:\n  telemetry:\n    metrics:\n      level: none\n");
    }
  }

  @AfterEach
  void end() {
    // Neither is there where the test was skipped.
    if (local != null) {
      local.destroyForcibly();
    }
    if (backend != null) {
      backend.close();
    }
  }

  @Test
  void whatACollectorTookSurvivesItsKill() throws Exception {
    startAndPost("before");
    kill();
    backend.start();
    startAndPost("after");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(backend.output().bodies()).containsExactlyInAnyOrder("before", "after"));
  }

  @Test
  void withoutStorageItDoesNot() throws Exception {
    yaml = yaml.replace("      storage: file_storage\n", "");
    startAndPost("before");
    kill();
    backend.start();
    startAndPost("after");
    await().atMost(PATIENCE).until(() -> !backend.output().logs().isEmpty());
    assertThat(backend.output().bodies()).containsExactly("after");
  }

  private void startAndPost(String body) throws IOException {
    Path configuration = Files.writeString(directory.resolve("local.yaml"), yaml);
    local =
        new ProcessBuilder(CollectorBinary.findOrSkip().toString(), "--config=" + configuration)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("local.log").toFile()))
            .start();
    await().atMost(PATIENCE).until(() -> isTaken(body));
  }

  private void kill() throws InterruptedException {
    local.destroyForcibly();
    assertThat(local.waitFor(PATIENCE.toSeconds(), SECONDS)).isTrue();
  }

  private boolean isTaken(String body) throws InterruptedException {
    assertThat(local.isAlive()).as(() -> "a collector that runs: " + directory).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/logs"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    """
                    {"resourceLogs": [{"scopeLogs": [{"logRecords": [
                      {"body": {"stringValue": "%s"}}]}]}]}"""
                        .formatted(body)))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
