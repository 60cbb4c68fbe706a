package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.common.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * No fault but haste: as many records as threads can log, at defaults, once everything runs and
 * from the first moment of a process.
 */
final class Burst implements Scenario {
  private static final Duration BOUND = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "burst";
  }

  @Override
  public void run(Bench bench, Consumer<Result> results) throws Exception {
    boolean smoke = bench.form == Form.SMOKE;
    for (boolean warm : smoke ? new boolean[] {true} : new boolean[] {true, false}) {
      for (int threads : smoke ? new int[] {4} : new int[] {1, 4}) {
        for (Subject subject : List.of(Subject.LOGLINE, bench.spool(), Subject.PEER)) {
          results.accept(run(bench, subject, threads, warm));
        }
      }
    }
  }

  private static Result run(Bench bench, Subject subject, int threads, boolean warm)
      throws Exception {
    Load load = Load.burst(bench.form.of(20_000, 1_000_000, 1_000_000), threads);
    Result result =
        new Result(
            "burst, "
                + (threads == 1 ? "1 thread" : threads + " threads")
                + (warm ? "" : ", from the first moment"),
            subject);
    try (Sink sink = new Sink();
        ChildJvm program = bench.start(subject, warm ? load.afterTheFirst() : load, sink)) {
      program.awaitReady();
      if (warm) {
        Waiting.until(BOUND, () -> sink.arrivals.arrived() == 1);
        program.tell("start");
      }
      long start = System.nanoTime();
      program.await(Program.LOGGED, BOUND);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      result.report(program.finish(BOUND));
      sink.settle();
      result
          .count(program, sink.arrivals)
          .close(sink.arrivals)
          .note("logged in " + Result.seconds(took));
      return result.needNothingLost();
    }
  }
}
