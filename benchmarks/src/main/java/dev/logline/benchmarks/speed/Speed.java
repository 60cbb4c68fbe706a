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
    run(line.form(), line.choose(ALL, Row::name), report, Path.of("benchmarks/target"));
    System.out.println();
    System.out.println(report.missed() + " bars are missed.");
    System.exit(report.missed() == 0 ? 0 : 1);
  }

  static void run(Form form, List<Row> rows, Report report, Path parent)
      throws IOException, InterruptedException {
    report.head();
    try (Bench bench = new Bench(form, parent.toAbsolutePath())) {
      for (Row row : rows) {
        long start = System.nanoTime();
        try {
          row.run(bench, report::line);
        } catch (Exception e) {
          System.err.println(row.name() + " could not be measured: " + e);
          e.printStackTrace();
          report.fail();
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.err.println(row.name() + " took " + took.toMillis() / 1e3 + " s");
      }
    }
  }
}
