package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.faults.Sink.Behaviour;
import java.time.Duration;
import java.util.function.Consumer;

/** A spool that is full in the middle of an outage, and then one that has room again. */
final class Bound implements Scenario {
  private static final Duration BOUND = Duration.ofSeconds(100);

  @Override
  public String name() {
    return "full";
  }

  @Override
  public void run(Bench bench, Consumer<Result> results) throws Exception {
    Subject subject = bench.spool().with("spoolBytes", "16MiB");
    Result result = new Result("spool of 16 MiB is full", subject);
    try (Sink sink = new Sink();
        ChildJvm program = bench.start(subject, Load.steady(20_000, 2), sink)) {
      program.awaitLogging();
      sink.turn(Behaviour.DOWN);
      Thread.sleep(bench.form.of(5, 8, 20) * 1_000L);
      sink.turn(Behaviour.OK);
      Thread.sleep(3_000);
      program.tell("stop");
      program.await(Program.LOGGED, BOUND);
      result.report(program.finish(BOUND));
      sink.settle();
      results.accept(result.count(program, sink.arrivals).close(sink.arrivals));
    }
  }
}
