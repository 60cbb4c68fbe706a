package dev.logline.examples.ping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One of the two services as a process, with its output in a file; killed when closed. */
final class Service implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path output;

  private Service(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static Service start(ProcessBuilder builder, Path output, Map<String, String> environment)
      throws IOException {
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("OTEL_") || name.equals("HYPERDX_API_KEY"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new Service(builder.start(), output);
  }

  /** Where the server listens, once it does. */
  String address() {
    return await("a server that listens")
        .atMost(PATIENCE_SECONDS, SECONDS)
        .until(this::printedAddress, found -> !found.isEmpty());
  }

  private String printedAddress() throws IOException {
    assertThat(isAlive()).as("runs; it printed: " + output()).isTrue();
    return output()
        .lines()
        .filter(line -> line.startsWith(PingServer.LISTENING))
        .map(line -> line.substring(PingServer.LISTENING.length()))
        .findFirst()
        .orElse("");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String output() throws IOException {
    return Files.readString(output, UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
