package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.common.MarkdownTable;
import dev.logline.benchmarks.faults.Sink.Behaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** SIGKILL at random moments under four threads that log; each start ships what was left. */
final class Kills implements Scenario {
  private static final int RATE = 40_000;

  /** What the other one can deliver, too, over the loopback address. */
  private static final int LOW_RATE = 8_000;

  private static final int THREADS = 4;

  /** Where nothing outlives the process, what is lost at its start says little. */
  private static final int STARTED_MILLIS = 2_000;

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public void run(Bench bench, Consumer<Result> results) throws Exception {
    // A machine that is too slow to ship what is logged in its second or two needs more than 1 GiB.
    Subject spool = bench.spool().with("spoolBytes", "2GiB");
    results.accept(run(bench, spool, RATE, bench.form.of(2, 8, 100)));
    int few = bench.form.of(1, 4, 20);
    results.accept(run(bench, Subject.LOGLINE, LOW_RATE, few));
    results.accept(run(bench, Subject.PEER, LOW_RATE, few));
  }

  private static Result run(Bench bench, Subject subject, int rate, int kills) throws Exception {
    Result result =
        new Result(
            "SIGKILL, " + kills + " times, at " + MarkdownTable.number(rate) + "/s", subject);
    boolean spool = subject.options().containsKey("spool");
    Random random = new Random(kills);
    List<ChildJvm> programs = new ArrayList<>();
    try (Sink sink = new Sink()) {
      for (int i = 0; i < kills; i++) {
        if (spool) {
          sink.turn(i % 2 == 0 ? Behaviour.OK : Behaviour.SLOW); // killed before it has the answer
        }
        ChildJvm program = bench.start(subject, Load.steady(rate, THREADS), sink);
        programs.add(program);
        program.awaitLogging();
        Thread.sleep((spool ? 0 : STARTED_MILLIS) + random.nextInt(2_000));
        program.kill();
      }
      sink.turn(Behaviour.OK);
      if (spool) {
        result.report(Spools.drain(bench, subject, sink));
      }
      sink.settle();
      for (ChildJvm program : programs) {
        if (spool) {
          result.countWithWords(program, sink.arrivals);
        } else {
          result.count(program, sink.arrivals);
        }
      }
      result.close(sink.arrivals);
      if (spool) {
        result.needNothingLost();
        result.need(
            sink.arrivals.duplicatedWithAnotherUid() == 0, "duplicates have one log.record.uid");
        result.need(Spools.segments(Spools.of(subject)).isEmpty(), "nothing is left in the spool");
      } else {
        result.note(result.lost() / kills + " a kill, the unsent tail");
      }
      return result;
    } finally {
      programs.forEach(ChildJvm::close);
    }
  }
}
