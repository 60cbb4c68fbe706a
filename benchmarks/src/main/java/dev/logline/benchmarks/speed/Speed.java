package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.CommandLine;
import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.speed.program.Framework;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Measures all rows, and prints what came of them; exit code 1 where Logline misses a bar. */
final class Speed {
  /** What the quick form is about. */
  private static final Set<String> QUICK =
      Set.of("caller-logback", "caller-log4j2", "caller-jul", "burst", "virtual", "start", "jars");

  private static final int PROFILE_SECONDS = 15;
  private static final Row JMH = new Jmh();

  static final List<Row> ALL =
      Stream.concat(
              Stream.of(
                  CallerCost.of(Framework.LOGBACK, Jdk.RUNNING),
                  CallerCost.of(Framework.LOG4J2, Jdk.RUNNING),
                  CallerCost.of(Framework.JUL, Jdk.RUNNING),
                  Bursts.logback(),
                  Bursts.virtualThreads(),
                  Bursts.log4j2(),
                  Bursts.gzip(),
                  Bursts.grpc(),
                  Bursts.distant(),
                  Bursts.loopback(),
                  new Steady(),
                  new Startup(),
                  new Idle(),
                  new JarSizes(),
                  new GrowthRow(),
                  JMH),
              Stream.concat(onOtherJdk(), ofFourJvms()))
          .toList();

  private Speed() {}

  public static void main(String[] args) throws Exception {
    Path parent = Path.of("benchmarks/target");
    if (args.length == 2 && args[0].equals("--profile")) {
      Profiler.run(args[1], PROFILE_SECONDS, System.out, parent);
      return;
    }
    String[] only = {"--only", JMH.name()};
    boolean jmh = List.of(args).equals(List.of("--jmh"));
    CommandLine line = CommandLine.of("speed", jmh ? only : args, ALL, Row::name);
    CommandLine.endWithin(Duration.ofMinutes(line.form() == Form.FULL ? 40 : 10));
    Report report = new Report(System.out);
    Machine.describe(line.form(), System.out);
    int failed = run(line.form(), choose(line), report, parent);
    System.out.printf("%n%d bars are missed; %d rows failed.%n", report.missed(), failed);
    System.exit(report.missed() + failed == 0 ? 0 : 1);
  }

  private static Stream<Row> onOtherJdk() {
    return Jdk.OTHER.stream()
        .flatMap(
            jdk ->
                Stream.concat(
                    Arrays.stream(Framework.values()).map(any -> CallerCost.of(any, jdk)),
                    Stream.of(Bursts.on(jdk))));
  }

  private static Stream<Row> ofFourJvms() {
    return Arrays.stream(Framework.values()).map(CallerCost::ofFourJvms);
  }

  /** Those that were asked for by name, or all of the form. */
  private static List<Row> choose(CommandLine line) {
    List<Row> chosen = line.choose(ALL, Row::name);
    return line.only().isEmpty()
        ? chosen.stream().filter(row -> isIn(line.form(), row)).toList()
        : chosen;
  }

  private static boolean isIn(Form form, Row row) {
    return form == Form.QUICK
        ? QUICK.contains(row.name()) || row.name().endsWith("-caller-logback")
        : !row.isByNameOnly();
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
