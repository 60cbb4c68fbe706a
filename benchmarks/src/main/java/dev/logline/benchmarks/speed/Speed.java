package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.CommandLine;
import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.speed.program.Framework;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Measures all rows, and prints what came of them; exit code 1 where Logline misses a bar. */
final class Speed {
  static final List<Row> ALL =
      List.of(
          new CallerCost(Framework.LOGBACK),
          new CallerCost(Framework.LOG4J2),
          new CallerCost(Framework.JUL),
          Bursts.threads(1),
          Bursts.threads(4),
          Bursts.log4j2(),
          Bursts.mdc(),
          Bursts.gzip(),
          Bursts.grpc(),
          Bursts.distant(),
          Bursts.loopback(),
          new Startup(),
          new Idle(),
          new JarSizes(),
          new GrowthRow());

  private Speed() {}

  public static void main(String[] args) throws Exception {
    CommandLine line = CommandLine.of("speed", args, ALL, Row::name);
    CommandLine.endWithin(Duration.ofMinutes(line.form() == Form.FULL ? 40 : 10));
    Report report = new Report(System.out);
    Machine.describe(line.form(), System.out);
    List<Row> chosen = line.choose(ALL, Row::name);
    int failed = run(line.form(), chosen, report, Path.of("benchmarks/target"));
    System.out.printf("%n%d bars are missed; %d rows failed.%n", report.missed(), failed);
    System.exit(report.missed() + failed == 0 ? 0 : 1);
  }

  /** Returns how many rows could not be measured. */
  static int run(Form form, List<Row> rows, Report report, Path parent)
      throws IOException, InterruptedException {
    int failed = 0;
    report.head();
    try (Bench bench = new Bench(form, parent.toAbsolutePath())) {
      for (Row row : rows) {
        long start = System.nanoTime();
        try {
          row.run(bench, report::line);
        } catch (Exception e) {
          System.err.println(row.name() + " could not be measured: " + e);
          e.printStackTrace();
          failed++;
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.err.println(row.name() + " took " + took.toMillis() / 1e3 + " s");
      }
    }
    return failed;
  }
}
