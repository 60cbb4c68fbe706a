package dev.logline.examples.endtoend;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The real OpenTelemetry Collector as a process of this test, on free ports of the loopback
 * address; what it receives it writes into a file.
 */
final class CollectorProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path binary;
  private final Path directory;
  private final int grpcPort;
  private final int httpPort;
  private final int healthPort;
  private Process process;

  private CollectorProcess(Path binary, Path directory, String token) throws IOException {
    this.binary = binary;
    this.directory = Files.createDirectories(directory);
    // All open at once, so that they differ.
    try (ServerSocket grpc = anyPort();
        ServerSocket http = anyPort();
        ServerSocket health = anyPort()) {
      grpcPort = grpc.getLocalPort();
      httpPort = http.getLocalPort();
      healthPort = health.getLocalPort();
    }
    Files.writeString(configuration(), token == null ? yaml() : yamlWith(token));
  }

  /** Starts one that takes everything; skips the test when there is no collector. */
  static CollectorProcess start(Path directory) throws IOException {
    return start(directory, null);
  }

  /** Starts one that takes what comes with the token, as {@code authorization: Bearer <token>}. */
  static CollectorProcess start(Path directory, String token) throws IOException {
    CollectorProcess collector =
        new CollectorProcess(CollectorBinary.findOrSkip(), directory, token);
    collector.start();
    return collector;
  }

  String httpEndpoint() {
    return "http://127.0.0.1:" + httpPort;
  }

  String grpcEndpoint() {
    return "http://127.0.0.1:" + grpcPort;
  }

  /** What it has written so far, over all its starts. */
  CollectorOutput output() throws IOException {
    return CollectorOutput.read(output(directory));
  }

  /** Starts it, again on the same ports, and waits until it is ready. */
  void start() throws IOException {
    process =
        new ProcessBuilder(binary.toString(), "--config", configuration().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
            .start();
    try {
      await("a collector that is ready").atMost(PATIENCE).until(this::isReady);
    } catch (RuntimeException | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Stops it in good order, and waits for its end. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE.toSeconds(), SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the collector did not stop within " + PATIENCE);
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReady() throws InterruptedException, IOException {
    assertThat(process.isAlive()).as(() -> "a collector that runs: " + log()).isTrue();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + healthPort))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private Path configuration() {
    return directory.resolve("collector.yaml");
  }

  private Path log() {
    return directory.resolve("collector.log");
  }

  private static Path output(Path directory) {
    return directory.resolve("received.json");
  }

  static ServerSocket anyPort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  private String yaml() {
    return """
        receivers:
          otlp:
            protocols:
              grpc:
                endpoint: 127.0.0.1:%d
              http:
                endpoint: 127.0.0.1:%d
        exporters:
          file:
            path: %s
            append: true
            flush_interval: 50ms
        extensions:
          health_check:
            endpoint: 127.0.0.1:%d
        service:
          extensions: [health_check]
          telemetry:
            metrics:
              level: none
          pipelines:
            logs:
              receivers: [otlp]
              exporters: [file]
            traces:
              receivers: [otlp]
              exporters: [file]
            metrics:
              receivers: [otlp]
              exporters: [file]
        """
        .formatted(grpcPort, httpPort, output(directory), healthPort);
  }

  private String yamlWith(String token) {
    return yaml()
        .replaceAll(
            "( +)(endpoint: 127.0.0.1:(" + grpcPort + "|" + httpPort + "))\n",
            "$1$2\n$1auth:\n$1  authenticator: bearertokenauth\n")
        .replace(
            "extensions:\n  health_check",
            "extensions:\n  bearertokenauth:\n    token: " + token + "\n  health_check")
        .replace("[health_check]", "[health_check, bearertokenauth]");
  }
}
