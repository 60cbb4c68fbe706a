package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.ChildProcess;
import dev.logline.benchmarks.common.Waiting;
import dev.logline.benchmarks.speed.sink.SinkMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The backend of all programs, in a process of its own. */
final class SinkProcess implements AutoCloseable {
  /** A way to it. */
  enum Way {
    /** As over a network: what arrives is acknowledged at once. */
    HTTP,
    /** As the loopback device does it: acknowledged late. */
    LOOPBACK,
    /** 50 ms there and back. */
    DISTANT,
    GRPC,
    /** To the endpoint of Loki; acknowledged at once. */
    LOKI
  }

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ChildProcess process;

  private SinkProcess(ChildProcess process) {
    this.process = process;
  }

  static SinkProcess start(Path directory, String... jvm) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(jvm));
    arguments.addAll(
        List.of("-cp", System.getProperty("java.class.path"), SinkMain.class.getName()));
    SinkProcess sink =
        new SinkProcess(ChildProcess.start(arguments, Map.of(), directory.resolve("sink")));
    sink.process.await("ready", PATIENCE);
    return sink;
  }

  /** The base URL. */
  String endpoint(Way way) {
    String name = way.name().toLowerCase(Locale.ROOT);
    Matcher port = Pattern.compile("(?m)^" + name + " (\\d+)$").matcher(process.output());
    if (!port.find()) {
      throw new IllegalStateException(process.output());
    }
    return "http://127.0.0.1:" + port.group(1);
  }

  /** What has come of a run; waits a moment for the rest where not all of it is there. */
  Arrivals take(int run) throws IOException, InterruptedException {
    process.tell("take " + run);
    String begin = "run " + run + " ";
    Waiting.until(PATIENCE, () -> process.output().contains(begin));
    String output = process.output();
    int from = output.indexOf(begin);
    Answer answer = new Answer(output.substring(from, output.indexOf('\n', from)));
    return new Arrivals(answer.number("arrived"), answer.number("twice"), answer.number("last"));
  }

  /** Lets it count what a program has written to its file. */
  void read(Path file) throws IOException, InterruptedException {
    int reads = reads();
    process.tell("read " + file);
    if (!Waiting.until(PATIENCE, () -> reads() > reads)) {
      throw new IllegalStateException("the sink has not read " + file);
    }
  }

  private int reads() {
    return (int) process.output().lines().filter(line -> line.startsWith("read ")).count();
  }

  /** Nothing is answered until it is released. */
  void hold() throws IOException {
    process.tell("hold");
  }

  void release() throws IOException {
    process.tell("release");
  }

  /**
   * What the sink has counted of a run.
   *
   * @param arrived different records
   * @param twice records that came once more
   * @param lastNanos when the last came, by the clock that all processes share
   */
  record Arrivals(long arrived, long twice, long lastNanos) {
    Arrivals until(long nanos) {
      return new Arrivals(arrived, twice, nanos);
    }

    /** Where nothing may be lost, or come twice. */
    void need(String program, long logged) {
      if (arrived != logged || twice != 0) {
        throw new IllegalStateException(program + " logged " + logged + ", but " + this);
      }
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
