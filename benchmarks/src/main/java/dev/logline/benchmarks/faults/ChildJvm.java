package dev.logline.benchmarks.faults;

import static dev.logline.benchmarks.common.ChildProcess.PATIENCE;

import dev.logline.benchmarks.common.ChildProcess;
import dev.logline.benchmarks.common.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@link Program} in a JVM of its own; killed when closed. */
final class ChildJvm implements AutoCloseable {
  private static final Pattern UNDELIVERED =
      Pattern.compile("(\\d+) records could not be delivered before the end");

  final int run;
  final Progress progress;
  private final ChildProcess process;

  private ChildJvm(int run, Progress progress, ChildProcess process) {
    this.run = run;
    this.progress = progress;
    this.process = process;
  }

  /**
   * Starts it, with its files in {@code directory}.
   *
   * @param through a command that becomes the JVM; none where it is empty
   */
  static ChildJvm start(
      Subject subject, Load load, Sink sink, int run, Path directory, List<String> through)
      throws IOException {
    Path progress = directory.resolve("progress-" + run);
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx" + load.heap());
    arguments.add("-Dlogback.configurationFile=faults/" + subject.appender() + ".xml");
    subject.options().forEach((name, value) -> arguments.add("-D" + name + "=" + value));
    arguments.addAll(List.of("-cp", subject.classPath(), Program.class.getName()));
    arguments.add(subject.appender());
    arguments.add(progress.toString());
    for (int number : new int[] {run, load.threads(), load.records(), load.rate()}) {
      arguments.add(Integer.toString(number));
    }
    arguments.add(Boolean.toString(load.warm()));
    Map<String, String> environment =
        Map.of(
            "OTEL_SERVICE_NAME", "faults",
            "OTEL_EXPORTER_OTLP_ENDPOINT", sink.endpoint(),
            "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
            "OTEL_TRACES_EXPORTER", "none",
            "OTEL_METRICS_EXPORTER", "none");
    List<String> java = new ArrayList<>(through);
    java.add(ChildProcess.java().toString());
    return new ChildJvm(
        run,
        Progress.open(progress),
        ChildProcess.start(java, arguments, environment, directory.resolve("output-" + run)));
  }

  void await(String printed, Duration patience) throws InterruptedException {
    process.await(printed, patience);
  }

  void awaitReady() throws InterruptedException {
    await(Program.READY, PATIENCE);
  }

  /** Waits until it has logged something. */
  void awaitLogging() throws InterruptedException {
    Waiting.until(PATIENCE, () -> progress.returned() > 0 || !process.isAlive());
  }

  void tell(String command) throws IOException {
    process.tell(command);
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
    Matcher matcher = Pattern.compile("(?m)^" + name + "(-?\\d+)").matcher(process.output());
    if (!matcher.find()) {
      throw new IllegalStateException("did not print '" + name + "', but: " + process.output());
    }
    return Long.parseLong(matcher.group(1));
  }

  /** What it said at its end that it could not deliver. */
  long undelivered() {
    return UNDELIVERED
        .matcher(process.output())
        .results()
        .mapToLong(m -> Long.parseLong(m.group(1)))
        .max()
        .orElse(0);
  }

  /** SIGTERM where the system has it; its standard input stays open. */
  void terminate() {
    process.terminate();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.kill();
  }

  /** Waits until it is gone. */
  void end(Duration bound) throws InterruptedException {
    process.end(bound);
  }

  /** All that it has printed. */
  String output() {
    return process.output();
  }

  @Override
  public void close() {
    process.close();
  }
}
