package dev.logline.benchmarks.speed;

import static dev.logline.benchmarks.common.MarkdownTable.number;

import dev.logline.benchmarks.speed.SinkProcess.Arrivals;
import dev.logline.benchmarks.speed.program.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** The bursts of one program. */
final class EndToEndLines {
  private static final double CPU_TO_DEFAULTS = 0.25;
  private static final double CPU_TO_TUNED = 0.5;

  private final String row;
  private final Subject subject;
  private final List<Burst> bursts = new ArrayList<>();

  EndToEndLines(String row, Subject subject) {
    this.row = row;
    this.subject = subject;
  }

  /** One time. */
  private record Burst(long logged, Answer answer, Arrivals arrivals) {
    /** From the first call to the last arrival. */
    double deliveredPerSecond() {
      return arrivals.arrived() * 1e9 / (arrivals.lastNanos() - answer.number("start"));
    }

    double cpuSecondsPerMillion() {
      return answer.number("cpu") / 1e9 / arrivals.arrived() * 1e6;
    }

    long lost() {
      return logged - arrivals.arrived();
    }
  }

  private boolean isLogline() {
    return subject.isLogline();
  }

  void add(long logged, Answer answer, Arrivals arrivals) {
    bursts.add(new Burst(logged, answer, arrivals));
  }

  private Samples samples(ToDoubleFunction<Burst> measure) {
    return Samples.of(bursts.stream().mapToDouble(measure));
  }

  private Samples rate() {
    return samples(Burst::deliveredPerSecond);
  }

  private Samples cpu() {
    return samples(Burst::cpuSecondsPerMillion);
  }

  void give(EndToEndLines reference, List<EndToEndLines> all, double faster, Consumer<Line> lines) {
    long lost = bursts.stream().mapToLong(Burst::lost).sum();
    long twice = bursts.stream().mapToLong(burst -> burst.arrivals().twice()).sum();
    Line rate =
        Line.of(row, subject.label(), "delivered/s", rate())
            .to(reference.rate())
            .beside(beside(lost, twice));
    Line cpu = Line.of(row, subject.label(), "client CPU s/M", cpu()).to(reference.cpu());
    if (isLogline()) {
      rate =
          rate.bar(
              Bar.atLeast(faster, rate.ratio(), "x"),
              new Bar("0 lost", lost == 0),
              new Bar("0 twice", twice == 0));
      cpu = cpu.bar(cpuBars(all));
    }
    lines.accept(rate);
    lines.accept(cpu);
  }

  /** Against each of the peers that were measured beside it. */
  private Bar[] cpuBars(List<EndToEndLines> all) {
    double toTuned = 0; // the largest ratio is to the one that uses least
    List<Bar> bars = new ArrayList<>();
    for (EndToEndLines other : all) {
      if (other.subject.kind() != Kind.PEER) {
        continue;
      }
      double ratio = cpu().ratioTo(other.cpu());
      if (other.subject.isTuned()) {
        toTuned = Math.max(toTuned, ratio);
      } else {
        bars.add(Bar.atMost(CPU_TO_DEFAULTS, ratio, "x of its defaults"));
      }
    }
    bars.add(Bar.atMost(CPU_TO_TUNED, toTuned, "x of its best tuned"));
    return bars.toArray(Bar[]::new);
  }

  private String beside(long lost, long twice) {
    long logged = bursts.stream().mapToLong(Burst::logged).sum();
    return String.join(
        ", ",
        number(logged) + " logged",
        number(lost) + " lost",
        number(twice) + " twice",
        samples(burst -> burst.logged() * 1e9 / burst.answer().number("logged")) + " calls/s",
        samples(burst -> burst.answer().number("allocated") / (double) burst.logged())
            + " B/record allocated",
        samples(burst -> burst.answer().number("peak") / 1024.0) + " MiB of memory at most",
        samples(burst -> burst.answer().number("calls") * 1000.0 / burst.logged())
            + " reads and writes per 1,000");
  }
}
