package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.faults.Sink.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** System.exit and SIGTERM while threads log, with a sink that answers and with one that hangs. */
final class Exits implements Scenario {
  private static final int RATE = 8_000;

  @Override
  public String name() {
    return "exit";
  }

  @Override
  public void run(Bench bench, Consumer<Result> results) throws Exception {
    for (String way : List.of("System.exit", "SIGTERM")) {
      for (Subject subject : List.of(Subject.LOGLINE, bench.spool(), Subject.PEER)) {
        results.accept(run(bench, subject, way, Behaviour.OK));
      }
      for (Subject subject : List.of(Subject.LOGLINE, bench.spool(), Subject.PEER)) {
        results.accept(run(bench, subject, way, Behaviour.HANGING));
      }
    }
  }

  private static Result run(Bench bench, Subject subject, String way, Behaviour behaviour)
      throws Exception {
    boolean hanging = behaviour == Behaviour.HANGING;
    boolean spool = subject.options().containsKey("spool");
    Result result =
        new Result(way + " under load of 8,000/s" + (hanging ? ", sink hangs" : ""), subject);
    try (Sink sink = new Sink();
        ChildJvm program = bench.start(subject, Load.steady(RATE, 2), sink)) {
      program.awaitLogging();
      Thread.sleep(1_000);
      sink.turn(behaviour);
      Thread.sleep(hanging ? 1_000 : 100);
      long start = System.nanoTime();
      if (way.equals("SIGTERM")) {
        program.terminate();
      } else {
        program.tell("exit");
      }
      program.end(Duration.ofMinutes(1));
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      sink.turn(Behaviour.OK);
      result.report(subject.isLogline() ? program.undelivered() : null);
      if (hanging && spool) {
        result.report(result.reported + Spools.drain(bench, subject, sink));
      }
      sink.settle();
      result.count(program, sink.arrivals).close(sink.arrivals);
      result.note("gone after " + Result.seconds(took));
      // Logline's flushTimeout; as a test of the build it runs on machines that are busy.
      int bound = bench.form.of(8, 5, 5);
      result.need(took.toSeconds() < bound, "gone within " + bound + " s");
      if (!hanging || spool) {
        result.needNothingLost();
      } else if (subject.isLogline()) {
        result.need(result.reported > 0, "says that it could not deliver");
        if (bench.form == Form.SMOKE) {
          result.inexact(); // on a busy machine a JVM may need longer than it was left to end
        }
      }
      return result;
    }
  }
}
