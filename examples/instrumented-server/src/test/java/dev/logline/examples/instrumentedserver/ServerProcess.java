package dev.logline.examples.instrumentedserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The server in a JVM of its own, on a free port, with its output in a file. */
final class ServerProcess implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 90;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process process;
  private final Path output;
  private final String address;

  private ServerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
    address =
        await("a server that listens")
            .atMost(PATIENCE_SECONDS, SECONDS)
            .until(this::address, found -> !found.isEmpty());
  }

  static ServerProcess start(Way way, Path directory, String endpoint) throws IOException {
    Path output = directory.resolve(way + ".log");
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.matches("OTEL_.*|HYPERDX_API_KEY|LS_ACCESS_TOKEN"));
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
    ProcessBuilder builder = way.process(0, environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    try {
      return new ServerProcess(process, output);
    } catch (RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** As {@code curl -H "traceparent: …" -A curl/8.5.0 <path>} would. */
  HttpResponse<String> get(String path, String traceparent)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .header("User-Agent", "curl/8.5.0")
            .header("traceparent", traceparent)
            .build(),
        BodyHandlers.ofString());
  }

  /** All that it has printed, on both streams. */
  String output() throws IOException {
    return Files.readString(output, UTF_8);
  }

  /** Ends it as Ctrl-C does, so that all it still has is sent. */
  void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).as("the server ended").isTrue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private String address() throws IOException {
    assertThat(process.isAlive()).as("a server that runs; it printed: " + output()).isTrue();
    return output()
        .lines()
        .filter(line -> line.startsWith(Application.LISTENING))
        .map(line -> line.substring(Application.LISTENING.length()))
        .findFirst()
        .orElse("");
  }
}
