package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.common.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Several processes on one spool, of which one after the other is killed and started anew. */
final class SharedSpool implements Scenario {
  private static final int RATE = 4_000; // of each

  @Override
  public String name() {
    return "shared";
  }

  @Override
  public void run(Bench bench, Consumer<Result> results) throws Exception {
    results.accept(run(bench, 2, bench.form.of(1, 6, 20)));
    if (bench.form != Form.SMOKE) {
      results.accept(run(bench, 8, bench.form.of(0, 8, 40)));
    }
  }

  private static Result run(Bench bench, int processes, int kills) throws Exception {
    Subject subject = bench.spool();
    Result result = new Result(processes + " processes, one spool, " + kills + " kills", subject);
    Random random = new Random(processes);
    List<ChildJvm> all = new ArrayList<>();
    try (Sink sink = new Sink()) {
      List<ChildJvm> alive = new ArrayList<>();
      for (int i = 0; i < processes; i++) {
        alive.add(bench.start(subject, Load.steady(RATE, 2), sink));
        all.add(alive.get(i));
      }
      for (ChildJvm program : alive) {
        program.awaitLogging();
      }
      for (int i = 0; i < kills; i++) {
        Thread.sleep(random.nextInt(600));
        int chosen = random.nextInt(processes);
        alive.get(chosen).awaitLogging(); // it is not killed before it has said a word
        alive.get(chosen).kill();
        alive.set(chosen, bench.start(subject, Load.steady(RATE, 2), sink));
        all.add(alive.get(chosen));
      }
      long lost = 0;
      for (ChildJvm program : alive) {
        program.awaitLogging();
        program.tell("stop");
        program.await(Program.LOGGED, Duration.ofMinutes(1));
        lost += program.finish(Duration.ofMinutes(1));
      }
      lost += Spools.drain(bench, subject, sink);
      result.report(lost);
      all.forEach(program -> result.count(program, sink.arrivals));
      return result
          .close(sink.arrivals)
          .needNothingLost()
          .need(sink.arrivals.duplicatedWithAnotherUid() == 0, "duplicates have one log.record.uid")
          .need(Spools.segments(Spools.of(subject)).isEmpty(), "nothing is left in the spool");
    } finally {
      all.forEach(ChildJvm::close);
    }
  }
}
