package dev.logline.benchmarks.speed;

import static dev.logline.benchmarks.common.MarkdownTable.number;

import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Framework;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What a log call costs as loggers, attributes, its record, or what waits before it grow. */
final class GrowthRow implements Row {
  private static final int WARM_UP = 4; // of the ten batches that the program measures
  private static final int[] LOGGERS = {10, 1_000, 10_000, 100_000};
  private static final int[] ATTRIBUTES = {0, 4, 16, 64, 128};
  private static final int[] BYTES = {20, 1_000, 10_000, 100_000, 1_000_000};
  private static final int FIELDS = 100; // bytes of a record without its body, roughly
  private static final int FILLED_BY_A_BATCH = 5_000; // records of some 1,090 bytes

  private static final Subject LOGLINE = Subject.logline(Framework.LOGBACK);

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public void run(Bench bench, Consumer<Line> lines) throws Exception {
    int divisor = bench.form.of(100, 2, 1);
    int most = bench.form.of(2, Integer.MAX_VALUE, Integer.MAX_VALUE);
    Subject alone = Subject.nothing(Framework.LOGBACK);
    try (Programs programs = bench.start(List.of(LOGLINE, alone), Way.HTTP)) {
      ProgramProcess logline = programs.get(0);
      ProgramProcess nothing = programs.get(1);
      for (int size : first(most, LOGGERS)) {
        Cost cost = grow(bench, "loggers", size, 20_000 / divisor, logline, nothing);
        cost.give(number(size) + " loggers", 1, "ns/call", lines);
      }
      for (int size : first(most, ATTRIBUTES)) {
        int records = 200_000 / (size + 10) / divisor;
        Cost cost = grow(bench, "attributes", size, records, logline, nothing);
        cost.give(number(size) + " attributes", 1 + size, "ns/field", lines);
      }
      for (int size : first(most, BYTES)) {
        int records = 20_000_000 / (size + 1_000) / divisor;
        Cost cost = grow(bench, "size", size, records, logline, nothing);
        cost.give("body of " + number(size) + " B", (FIELDS + size) / 1e3, "ns/KB", lines);
      }
      fill(bench, logline, lines);
    }
  }

  private static int[] first(int most, int[] sizes) {
    return Arrays.copyOf(sizes, Math.min(most, sizes.length));
  }

  private static Cost grow(
      Bench bench,
      String what,
      int size,
      int records,
      ProgramProcess logline,
      ProgramProcess nothing)
      throws IOException, InterruptedException {
    return new Cost(
        ask(bench, logline, what, size, records), ask(bench, nothing, what, size, records));
  }

  private static double[] ask(
      Bench bench, ProgramProcess program, String what, int size, int records)
      throws IOException, InterruptedException {
    int run = bench.nextNumber();
    Answer answer = program.ask("grow", run, what, size, Math.max(1, records));
    bench.sink.take(run);
    return answer.numbers("nanos").toArray();
  }

  /** Nothing is taken out meanwhile; the batches fill all but what is kept for ERROR. */
  private static void fill(Bench bench, ProgramProcess logline, Consumer<Line> lines)
      throws IOException, InterruptedException {
    bench.sink.hold();
    double[] nanos = ask(bench, logline, "fill", 0, FILLED_BY_A_BATCH);
    bench.sink.release();
    for (int batch = 1; batch < nanos.length; batch += 2) {
      String what = "buffer holds " + number((long) batch * FILLED_BY_A_BATCH) + " of 1 KB";
      lines.accept(line(what, "ns/call", Samples.of(nanos[batch])));
    }
  }

  private static Line line(String what, String measure, Samples samples) {
    return Line.of("growth, " + what, LOGLINE.label(), measure, samples);
  }

  /** The nanoseconds of CPU of a call in each batch, of Logline and of the framework alone. */
  private static final class Cost {
    private final double[] logline;
    private final double[] nothing;

    Cost(double[] logline, double[] nothing) {
      this.logline = logline;
      this.nothing = nothing;
    }

    void give(String what, double parts, String measure, Consumer<Line> lines) {
      lines.accept(
          line(what, measure, samples(logline, parts))
              .beside(samples(logline, 1) + " ns/call, the no-op alone " + samples(nothing, 1)));
    }

    private static Samples samples(double[] nanos, double parts) {
      return Samples.of(Arrays.stream(nanos).skip(WARM_UP).map(n -> n / parts));
    }
  }
}
