package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.faults.Sink.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A steady load while the sink is away, each program at the same time with a sink of its own. */
final class Outage implements Scenario {
  private static final int RATE = 5_000;

  /** A back-off of a minute may be under way when the sink comes back. */
  private static final Duration BOUND = Duration.ofSeconds(100);

  private final String name;
  private final Behaviour fault;
  private final Duration full;

  Outage(String name, Behaviour fault, Duration full) {
    this.name = name;
    this.fault = fault;
    this.full = full;
  }

  @Override
  public String name() {
    return "outage-" + name;
  }

  @Override
  public void run(Bench bench, Consumer<Result> results) throws Exception {
    List<Subject> subjects =
        List.of(
            Subject.LOGLINE.with("bufferBytes", "256MiB").as("Logline, memory, 256 MiB"),
            Subject.LOGLINE.as("Logline, memory, defaults"),
            bench.spool(),
            Subject.PEER);
    ExecutorService together = Executors.newFixedThreadPool(subjects.size());
    try {
      List<Future<Result>> runs = new ArrayList<>();
      for (Subject subject : subjects) {
        runs.add(together.submit(() -> run(bench, subject)));
      }
      for (Future<Result> run : runs) {
        results.accept(run.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      together.shutdownNow();
    }
  }

  private Result run(Bench bench, Subject subject) throws Exception {
    int seconds = bench.form.of(2, 10, (int) full.toSeconds());
    Result result = new Result("sink " + name + " for " + seconds + " s, 5,000/s", subject);
    try (Sink sink = new Sink();
        ChildJvm program = bench.start(subject, Load.steady(RATE, 1), sink)) {
      program.awaitLogging();
      Thread.sleep(2_000); // all is well
      sink.turn(fault);
      Thread.sleep(seconds * 1_000L);
      sink.turn(Behaviour.OK);
      Thread.sleep(2_000);
      program.tell("stop");
      program.await(Program.LOGGED, BOUND);
      long start = System.nanoTime();
      result.report(program.finish(BOUND));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      sink.settle();
      result.count(program, sink.arrivals).close(sink.arrivals);
      result.note("delivered all that is left " + Result.seconds(took) + " after the last");
      if (!subject.label().endsWith("defaults")) {
        result.needNothingLost();
      }
      return result;
    }
  }
}
