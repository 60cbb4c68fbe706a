package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.common.CommandLine;
import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.faults.Sink.Behaviour;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays all faults, and prints what came of them; exit code 1 where Logline misses a bar. */
final class Faults {
  static final List<Scenario> ALL =
      List.of(
          new Burst(),
          new Outage("down", Behaviour.DOWN, Duration.ofMinutes(1)),
          new Outage("503", Behaviour.UNAVAILABLE_503, Duration.ofSeconds(30)),
          new Outage("hanging", Behaviour.HANGING, Duration.ofSeconds(30)),
          new Kills(),
          new Exits(),
          new SharedSpool(),
          new LongOutage(),
          new Bound(),
          new FullDisk(),
          new Damage(true),
          new Damage(false));

  private Faults() {}

  public static void main(String[] args) throws Exception {
    CommandLine line = CommandLine.of("faults", args, ALL, Scenario::name);
    CommandLine.endWithin(
        line.form() == Form.FULL ? Duration.ofMinutes(40) : Duration.ofMinutes(15));
    List<Scenario> chosen = line.choose(ALL, Scenario::name);
    int missed = run(line.form(), chosen, new Table(System.out), Path.of("benchmarks/target"));
    System.exit(missed == 0 ? 0 : 1);
  }

  /** Returns how many results miss a bar. */
  static int run(Form form, List<Scenario> scenarios, Table table, Path parent) throws IOException {
    AtomicInteger missed = new AtomicInteger();
    table.head();
    try (Bench bench = new Bench(form, parent.toAbsolutePath())) {
      for (Scenario scenario : scenarios) {
        try {
          scenario.run(
              bench,
              result -> {
                table.line(result);
                missed.addAndGet(result.isMissed() ? 1 : 0);
              });
        } catch (Exception e) {
          System.err.println(scenario.name() + " could not be played: " + e);
          e.printStackTrace();
          missed.incrementAndGet();
        }
      }
    }
    return missed.get();
  }
}
