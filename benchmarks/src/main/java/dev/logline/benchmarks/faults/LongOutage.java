package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.common.MarkdownTable;
import dev.logline.benchmarks.faults.Sink.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an hour of outage at 10,000 records a second brings, by volume and not by time: as fast as
 * the program can log, in a small heap.
 */
final class LongOutage implements Scenario {
  private static final Duration BOUND = Duration.ofMinutes(5);
  private static final long OWN_HEAP = 16_000_000;

  @Override
  public String name() {
    return "volume";
  }

  @Override
  public void run(Bench bench, Consumer<Result> results) throws Exception {
    for (Subject subject : List.of(bench.spool().with("spoolBytes", "1GiB"), Subject.PEER)) {
      results.accept(run(bench, subject));
    }
  }

  private static Result run(Bench bench, Subject subject) throws Exception {
    int records = bench.form.of(100_000, 2_000_000, 36_000_000);
    Result result =
        new Result("outage of " + MarkdownTable.number(records) + " records, -Xmx48m", subject);
    try (Sink sink = new Sink()) {
      sink.turn(Behaviour.DOWN);
      try (ChildJvm program = bench.start(subject, Load.burst(records, 4).withHeap("48m"), sink)) {
        program.await(Program.LOGGED, BOUND);
        long heap = program.heap();
        sink.turn(Behaviour.OK);
        result.report(program.finish(BOUND));
        if (subject.isLogline()) {
          result.report(result.reported + Spools.drain(bench, subject, sink));
        }
        sink.settle();
        boolean memory = program.output().contains("OutOfMemoryError");
        return result
            .count(program, sink.arrivals)
            .close(sink.arrivals)
            .note("heap after it " + MarkdownTable.number(heap) + " bytes more than before")
            .need(heap < OWN_HEAP, "less than 16 MB of heap")
            .need(!memory, "no OutOfMemoryError");
      }
    }
  }
}
