package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Framework;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How long an application waits for an appender that starts, in a JVM that has just begun. */
final class Startup implements Row {
  private static final double MILLIS = 50;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public void run(Bench bench, Consumer<Line> lines) throws Exception {
    for (Framework framework : Framework.values()) {
      Subject logline = Subject.logline(framework);
      Subject peer = Subject.peer(framework).as("SDK by autoconfigure");
      List<Double> mine = new ArrayList<>();
      List<Double> others = new ArrayList<>();
      for (int fork = 0; fork < bench.form.of(1, 3, 5); fork++) {
        mine.add(millis(bench, logline));
        others.add(millis(bench, peer));
      }
      String row = "start, " + framework.label();
      Samples waited = samples(mine);
      lines.accept(
          Line.of(row, logline.label(), "ms in start()", waited)
              .to(samples(others))
              .bar(Bar.under(MILLIS, waited.median(), " ms")));
      lines.accept(Line.of(row, peer.label(), "ms to boot", samples(others)));
    }
  }

  private static Samples samples(List<Double> values) {
    return Samples.of(values.stream().mapToDouble(Double::doubleValue));
  }

  private static double millis(Bench bench, Subject subject) throws Exception {
    try (ProgramProcess program = bench.launch(subject, "nothing", Way.HTTP, bench.heap("256m"))) {
      program.ask("framework");
      return program.ask("boot").number("nanos") / 1e6;
    }
  }
}
