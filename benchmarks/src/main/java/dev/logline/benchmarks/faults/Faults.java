package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.faults.Sink.Behaviour;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
          new Damage(true),
          new Damage(false));

  private Faults() {}

  public static void main(String[] args) throws Exception {
    Form form = Form.FULL;
    List<String> only = new ArrayList<>();
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--quick" -> form = Form.QUICK;
        case "--smoke" -> form = Form.SMOKE;
        case "--only" -> only.add(args[++i]);
        default -> usage();
      }
    }
    List<Scenario> chosen =
        ALL.stream()
            .filter(row -> only.isEmpty() || only.stream().anyMatch(row.name()::startsWith))
            .toList();
    if (chosen.isEmpty()) {
      usage();
    }
    endWithin(form == Form.FULL ? Duration.ofMinutes(40) : Duration.ofMinutes(15));
    int missed = run(form, chosen, new Table(System.out), Path.of("benchmarks/target"));
    System.exit(missed == 0 ? 0 : 1);
  }

  /** Whatever hangs; the programs end with their harness. */
  private static void endWithin(Duration bound) {
    Thread watch =
        new Thread(
            () -> {
              try {
                Thread.sleep(bound.toMillis());
                System.err.println("not done within " + bound);
                Runtime.getRuntime().halt(3);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void usage() {
    System.err.println("faults [--quick] [--only <row>]...; rows:");
    ALL.forEach(row -> System.err.println("  " + row.name()));
    System.exit(2);
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
