package dev.logline.jul;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that runs {@link Program} with a {@code logging.properties}. */
final class ChildProcess implements AutoCloseable {
  private static final int SECONDS = 30;

  private final Process process;
  private final List<String> output = new ArrayList<>(); // guarded by itself
  private final CompletableFuture<Void> read;

  private ChildProcess(Process process) {
    this.process = process;
    this.read = CompletableFuture.runAsync(this::read);
  }

  static ChildProcess start(Path directory, String properties, String... arguments) {
    try {
      Path file = Files.writeString(directory.resolve("logging.properties"), properties);
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add("-Djava.util.logging.config.file=" + file);
      command.add("-Dotel.blrp.schedule.delay=10");
      command.add(Program.class.getName());
      command.addAll(List.of(arguments));
      return new ChildProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (output) {
          output.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has written to stdout and stderr so far. */
  List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  /** Lets a program go on that waits for its input. */
  void goOn() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** Waits for its end; returns its exit code. */
  int await() {
    try {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("still running; it wrote " + output());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    read.join();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
