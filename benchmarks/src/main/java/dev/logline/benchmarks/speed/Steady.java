package dev.logline.benchmarks.speed;

import static dev.logline.benchmarks.common.MarkdownTable.number;

import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.speed.SinkProcess.Arrivals;
import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Framework;
import dev.logline.benchmarks.speed.program.Shape;
import dev.logline.benchmarks.speed.program.Threads;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * The highest rate that each carries at its defaults: the rate is doubled while it holds, and then
 * halved into, and holds where nothing is lost and nothing is left behind at the end.
 */
final class Steady implements Row {
  private static final int LEAST = 10_000;
  private static final int MOST = 6_400_000;
  private static final int HALVINGS = 2;
  private static final int TRIES = 2;
  private static final int WARM_UP_BATCH = 2_000; // fits the queue of the peer
  private static final double FASTER = 5;

  /** How much later than it should a run may end, in parts of it; the writer's and the sink's. */
  private static final double LATE = 0.1;

  @Override
  public String name() {
    return "steady";
  }

  /** A program, and the rate that it carried. */
  private static final class Searched {
    private final Subject subject;
    private final ProgramProcess program;
    private final int from;
    private double held;
    private String failed = "";

    Searched(Subject subject, ProgramProcess program, int from) {
      this.subject = subject;
      this.program = program;
      this.from = from;
    }

    Samples samples() {
      return Samples.of(DoubleStream.of(held));
    }
  }

  @Override
  public void run(Bench bench, Consumer<Line> lines) throws Exception {
    List<Subject> subjects =
        List.of(Subject.logline(Framework.LOGBACK), Subject.peer(Framework.LOGBACK));
    try (Programs programs = bench.start(subjects, Way.HTTP)) {
      Searched logline = new Searched(subjects.get(0), programs.get(0), 200_000);
      Searched peer = new Searched(subjects.get(1), programs.get(1), 50_000);
      if (bench.form != Form.SMOKE) {
        bench.warm(logline.program, Shape.PLAIN, Threads.ONE, WARM_UP_BATCH);
        bench.warm(peer.program, Shape.PLAIN, Threads.ONE, WARM_UP_BATCH);
      }
      search(bench, logline);
      search(bench, peer);
      Line line = line(logline).to(peer.samples());
      lines.accept(line.bar(Bar.atLeast(FASTER, line.ratio(), "x")));
      lines.accept(line(peer).to(peer.samples()));
    }
  }

  private static Line line(Searched searched) {
    return Line.of(
            "steady, Logback",
            searched.subject.label() + ", defaults",
            "records/s without a loss",
            searched.samples())
        .beside("above: " + searched.failed);
  }

  private static void search(Bench bench, Searched searched)
      throws IOException, InterruptedException {
    int rate = searched.from;
    while (rate > LEAST && !holds(bench, searched, rate)) {
      rate /= 2;
    }
    int most = bench.form.of(rate, MOST, MOST);
    while (rate < most && holds(bench, searched, rate * 2)) {
      rate *= 2;
    }
    int good = rate;
    int bad = rate * 2;
    for (int i = 0; i < bench.form.of(0, HALVINGS, HALVINGS); i++) {
      int middle = (good + bad) / 2;
      if (holds(bench, searched, middle)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    searched.held = good;
  }

  /** In one of some runs, for other work on the machine may spoil one. */
  private static boolean holds(Bench bench, Searched searched, int rate)
      throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      if (holdsOnce(bench, searched, rate)) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsOnce(Bench bench, Searched searched, int rate)
      throws IOException, InterruptedException {
    int millis = bench.form.of(100, 1_000, 2_000);
    int run = bench.nextNumber();
    Answer answer = searched.program.ask("steady", run, rate, millis);
    Arrivals arrivals = bench.sink.take(run);
    long logged = answer.number("logged");
    double late = LATE * millis * 1e6;
    if (arrivals.arrived() != logged || arrivals.twice() != 0) {
      searched.failed = number(logged - arrivals.arrived()) + " of " + number(logged) + " lost";
    } else if (answer.number("nanos") > millis * 1e6 + late) {
      searched.failed = "calls take longer than that";
    } else if (arrivals.lastNanos() - answer.number("end") > late) {
      searched.failed = "delivery falls behind";
    } else {
      return true;
    }
    searched.failed += " at " + number(rate) + "/s";
    return false;
  }
}
