package dev.logline.benchmarks.speed;

import static dev.logline.benchmarks.common.MarkdownTable.number;

import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Framework;
import dev.logline.benchmarks.speed.program.Shape;
import dev.logline.benchmarks.speed.program.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What a log call costs as loggers, attributes, its record, or what waits before it grow. */
final class GrowthRow implements Row {
  private static final int BATCHES = 3; // in a turn, the first of which is not counted
  private static final int FILL_BATCHES = 10; // in a row, until the buffer is full
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
    List<Step> steps = steps(bench.form, divisor);
    List<Cost> costs = steps.stream().map(step -> new Cost()).toList();
    Subject alone = Subject.nothing(Framework.LOGBACK);
    try (Programs programs = bench.start(List.of(LOGLINE, alone), Way.HTTP)) {
      for (ProgramProcess program : programs.all()) {
        bench.warm(program, Shape.PLAIN, Threads.ONE, 20_000 / divisor);
      }
      for (int round = 0; round < bench.form.of(1, 3, 8); round++) {
        for (int i = 0; i < steps.size(); i++) {
          boolean warming = round == 0 && bench.form != Form.SMOKE;
          Cost cost = warming ? new Cost() : costs.get(i);
          cost.logline.addAll(ask(bench, programs.get(0), steps.get(i)));
          cost.nothing.addAll(ask(bench, programs.get(1), steps.get(i)));
        }
      }
      for (int i = 0; i < steps.size(); i++) {
        steps.get(i).give(costs.get(i), lines);
      }
      fill(bench, programs.get(0), lines);
    }
  }

  private static List<Step> steps(Form form, int divisor) {
    int most = form.of(2, Integer.MAX_VALUE, Integer.MAX_VALUE);
    List<Step> steps = new ArrayList<>();
    for (int size : first(most, LOGGERS)) {
      steps.add(new Step("loggers", size, 20_000 / divisor, "%s loggers", 1, "ns/call"));
    }
    for (int size : first(most, ATTRIBUTES)) {
      int records = 200_000 / (size + 10) / divisor;
      steps.add(new Step("attributes", size, records, "%s attributes", 1 + size, "ns/field"));
    }
    for (int size : first(most, BYTES)) {
      int records = 20_000_000 / (size + 1_000) / divisor;
      steps.add(new Step("size", size, records, "body of %s B", (FIELDS + size) / 1e3, "ns/KB"));
    }
    return steps;
  }

  private static int[] first(int most, int[] sizes) {
    return Arrays.copyOf(sizes, Math.min(most, sizes.length));
  }

  private static List<Double> ask(Bench bench, ProgramProcess program, Step step)
      throws IOException, InterruptedException {
    double[] nanos = ask(bench, program, step.what, step.size, step.records, BATCHES);
    return Arrays.stream(nanos).skip(1).boxed().toList();
  }

  private static double[] ask(
      Bench bench, ProgramProcess program, String what, int size, int records, int batches)
      throws IOException, InterruptedException {
    int run = bench.nextNumber();
    Answer answer = program.ask("grow", run, what, size, Math.max(1, records), batches);
    bench.sink.take(run);
    return answer.numbers("nanos").toArray();
  }

  /** Nothing is taken out meanwhile; the batches fill all but what is kept for ERROR. */
  private static void fill(Bench bench, ProgramProcess logline, Consumer<Line> lines)
      throws IOException, InterruptedException {
    bench.sink.hold();
    double[] nanos = ask(bench, logline, "fill", 0, FILLED_BY_A_BATCH, FILL_BATCHES);
    bench.sink.release();
    for (int batch = 1; batch < nanos.length; batch += 2) {
      String what = "buffer holds " + number((long) batch * FILLED_BY_A_BATCH) + " of 1 KB";
      lines.accept(line(what, "ns/call", Samples.of(nanos[batch])));
    }
  }

  private static Line line(String what, String measure, Samples samples) {
    return Line.of("growth, " + what, LOGLINE.label(), measure, samples);
  }

  /**
   * One size of what grows.
   *
   * @param what to the program
   * @param label for people, with a place for the size
   * @param parts by which its cost is divided
   */
  private record Step(
      String what, int size, int records, String label, double parts, String measure) {
    void give(Cost cost, Consumer<Line> lines) {
      Samples whole = samples(cost.logline, 1);
      Samples alone = samples(cost.nothing, 1);
      String beyond = Samples.number(whole.beyond(alone));
      lines.accept(
          line(label.formatted(number(size)), measure, samples(cost.logline, parts))
              .beside(whole + " ns/call, the no-op alone " + alone + ", beyond it " + beyond));
    }

    private static Samples samples(List<Double> nanos, double parts) {
      return Samples.of(nanos.stream().mapToDouble(n -> n / parts));
    }
  }

  /** The nanoseconds of CPU of a call in each batch, of Logline and of the framework alone. */
  private record Cost(List<Double> logline, List<Double> nothing) {
    Cost() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }
}
