package dev.logline.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@link Shop} in a JVM of its own, as a user would start it. */
final class ShopProcess {
  private static final String LOGGED = "logged ";

  private final Process process;
  private final Thread reader = new Thread(this::readOutput, "shop-output");
  private volatile int logged;

  private ShopProcess(Process process) {
    this.process = process;
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it, for one day or until it is closed, with this process's environment and the given
   * variables.
   */
  static ShopProcess start(boolean once, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.util.logging.config.file=" + loggingProperties());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Shop.class.getName());
    if (!once) {
      command.add("--forever");
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return new ShopProcess(builder.start());
  }

  /** How many records it says that it has logged. */
  int logged() {
    return logged;
  }

  /** Waits for its end; false when that takes longer. */
  boolean await(Duration limit) throws InterruptedException {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    reader.join();
    return true;
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Asks it to end after its day, and ends it when that takes longer. */
  void close(Duration limit) {
    try {
      process.getOutputStream().close();
      if (await(limit)) {
        return;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private void readOutput() {
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(LOGGED)) {
          logged = Integer.parseInt(line.substring(LOGGED.length()));
        } else {
          System.out.println(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one of the three configuration files that its framework does not find by itself. */
  private static File loggingProperties() {
    try {
      return new File(Shop.class.getResource("/logging.properties").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
