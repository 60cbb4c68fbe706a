package dev.logline.benchmarks.common;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own that is told by its standard input and tells by its output; killed at the end.
 */
public final class ChildProcess implements AutoCloseable {
  public static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Process process;
  private final Path output;

  private ChildProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** The {@code java} that runs this. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Starts one on the JVM that runs this. */
  public static ChildProcess start(
      List<String> arguments, Map<String, String> environment, Path output) throws IOException {
    return start(List.of(java().toString()), arguments, environment, output);
  }

  /**
   * Starts one with no {@code OTEL_*} of this one's environment.
   *
   * @param java a command that is a JVM, or becomes one
   * @param arguments of {@code java}
   * @param output the file that takes what it prints
   */
  public static ChildProcess start(
      List<String> java, List<String> arguments, Map<String, String> environment, Path output)
      throws IOException {
    List<String> command = new ArrayList<>(java);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().putAll(environment);
    return new ChildProcess(builder.start(), output);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it has printed that. */
  public void await(String printed, Duration patience) throws InterruptedException {
    if (!Waiting.until(patience, () -> output().contains(printed) || !isAlive())
        || !output().contains(printed)) {
      throw new IllegalStateException("did not print '" + printed + "', but: " + output());
    }
  }

  /** Writes it a line. */
  public void tell(String command) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write((command + "\n").getBytes(UTF_8));
    input.flush();
  }

  /** SIGTERM where the system has it; its standard input stays open. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    end(PATIENCE);
  }

  /** Waits until it is gone. */
  public void end(Duration bound) throws InterruptedException {
    if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("did not end; it printed: " + output());
    }
  }

  /** All that it has printed. */
  public String output() {
    try {
      return Files.readString(output, UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
