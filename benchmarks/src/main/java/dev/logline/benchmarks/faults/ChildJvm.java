package dev.logline.benchmarks.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link Program} in a JVM of its own; killed when closed. */
final class ChildJvm implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Pattern UNDELIVERED =
      Pattern.compile("(\\d+) records could not be delivered before the end");

  final int run;
  final Progress progress;
  private final Process process;
  private final Path output;

  private ChildJvm(int run, Progress progress, Process process, Path output) {
    this.run = run;
    this.progress = progress;
    this.process = process;
    this.output = output;
  }

  /** Starts it, with its files in {@code directory}. */
  static ChildJvm start(Subject subject, Load load, Sink sink, int run, Path directory)
      throws IOException {
    Path progress = directory.resolve("progress-" + run);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + load.heap());
    command.add("-Dlogback.configurationFile=faults/" + subject.appender() + ".xml");
    subject.options().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", subject.classPath(), Program.class.getName()));
    command.add(subject.appender());
    command.add(progress.toString());
    for (int number : new int[] {run, load.threads(), load.records(), load.rate()}) {
      command.add(Integer.toString(number));
    }
    command.add(Boolean.toString(load.warm()));
    Path output = directory.resolve("output-" + run);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().put("OTEL_SERVICE_NAME", "faults");
    builder.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", sink.endpoint());
    builder.environment().put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    builder.environment().put("OTEL_TRACES_EXPORTER", "none");
    builder.environment().put("OTEL_METRICS_EXPORTER", "none");
    return new ChildJvm(run, Progress.open(progress), builder.start(), output);
  }

  void await(String printed, Duration patience) throws InterruptedException {
    if (!Waiting.until(patience, () -> output().contains(printed) || !process.isAlive())
        || !output().contains(printed)) {
      throw new IllegalStateException("did not print '" + printed + "', but: " + output());
    }
  }

  void awaitReady() throws InterruptedException {
    await(Program.READY, PATIENCE);
  }

  /** Waits until it has logged something. */
  void awaitLogging() throws InterruptedException {
    Waiting.until(PATIENCE, () -> progress.returned() > 0 || !process.isAlive());
  }

  void tell(String command) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write((command + "\n").getBytes(UTF_8));
    input.flush();
  }

  /** Lets it deliver the rest within a bound and end; returns what it says it lost, or null. */
  Long finish(Duration bound) throws IOException, InterruptedException {
    tell("finish " + bound.toSeconds());
    end(bound.plus(PATIENCE));
    long lost = number(Program.LOST);
    return lost < 0 ? null : lost;
  }

  long heap() throws IOException, InterruptedException {
    tell("heap");
    await(Program.HEAP, PATIENCE);
    return number(Program.HEAP);
  }

  private long number(String name) {
    Matcher matcher = Pattern.compile("(?m)^" + name + "(-?\\d+)").matcher(output());
    if (!matcher.find()) {
      throw new IllegalStateException("did not print '" + name + "', but: " + output());
    }
    return Long.parseLong(matcher.group(1));
  }

  /** What it said at its end that it could not deliver. */
  long undelivered() {
    return UNDELIVERED
        .matcher(output())
        .results()
        .mapToLong(m -> Long.parseLong(m.group(1)))
        .max()
        .orElse(0);
  }

  /** SIGTERM where the system has it; its standard input stays open. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    end(PATIENCE);
  }

  /** Waits until it is gone. */
  void end(Duration bound) throws InterruptedException {
    if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("did not end; it printed: " + output());
    }
  }

  /** All that it has printed. */
  String output() {
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
