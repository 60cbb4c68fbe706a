package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.speed.CallerCost.Call;
import dev.logline.benchmarks.speed.program.Framework;
import dev.logline.benchmarks.speed.program.Kind;
import dev.logline.benchmarks.speed.program.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/** One call, as it was measured for each program. */
final class CallerLines {
  /** A large batch wakes the peer's worker seldom, which suits its callers. */
  static final int PEER_BATCH = 16_384;

  private static final double SPOOL_TO_MEMORY = 1.5;
  private static final double EXCEPTION_BYTES = 2_048;

  /** What {@code getThreadAllocatedBytes} may count of a batch that is not the calls'. */
  private static final double BYTES_OF_THE_BATCH = 1;

  private final Framework framework;
  private final Call call;
  private final String row;
  private final Map<Subject, double[]> nanos = new LinkedHashMap<>();
  private final Map<Subject, double[]> bytes = new LinkedHashMap<>();

  CallerLines(Framework framework, Call call, String row) {
    this.framework = framework;
    this.call = call;
    this.row = row;
  }

  /**
   * But for the first batch, which comes after a pause: caches are cold, spare memory was given
   * back.
   */
  void add(Subject subject, Answer answer) {
    nanos.merge(subject, answer.numbers("nanos").skip(1).toArray(), CallerLines::join);
    bytes.merge(subject, answer.numbers("bytes").skip(1).toArray(), CallerLines::join);
  }

  private static double[] join(double[] some, double[] more) {
    return DoubleStream.concat(Arrays.stream(some), Arrays.stream(more)).toArray();
  }

  private Samples of(Map<Subject, double[]> measured, Kind kind) {
    return measured.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind)
        .findFirst()
        .map(entry -> Samples.of(Arrays.stream(entry.getValue())))
        .orElseThrow();
  }

  void give(Consumer<Line> lines) {
    Samples peer = of(nanos, Kind.PEER);
    Samples memory = of(nanos, Kind.LOGLINE);
    double text = of(bytes, Kind.NOTHING).median();
    nanos.forEach(
        (subject, values) -> {
          Samples cpu = Samples.of(Arrays.stream(values));
          Samples allocated = Samples.of(Arrays.stream(bytes.get(subject)));
          Line line =
              Line.of(row, subject.label(), "CPU ns/call", cpu)
                  .to(peer)
                  .beside("allocates " + allocated + " B/call");
          if (!subject.isLogline()) {
            lines.accept(line);
          } else if (subject.hasSpool()) {
            double ratio = cpu.ratioTo(memory);
            lines.accept(line.bar(Bar.atMost(SPOOL_TO_MEMORY, ratio, "x of memory")));
          } else {
            lines.accept(line.bar(bars(cpu.ratioTo(peer))));
            double beyond = allocated.median() - text;
            lines.accept(
                Line.of(row, subject.label(), "B/call beyond the no-op", Samples.of(beyond))
                    .to(beyond / (of(bytes, Kind.PEER).median() - text))
                    .bar(allocationBars(beyond)));
          }
        });
  }

  private Bar[] bars(double ratio) {
    List<Bar> bars = new ArrayList<>();
    if (call.threads().count() > 1) {
      if (call.threads().count() == 4) {
        bars.add(Bar.atMost(1, ratio, "x"));
      }
    } else if (call.shape() == Shape.EXCEPTION) {
      bars.add(Bar.atMost(0.4, ratio, "x"));
    } else if (framework == Framework.LOGBACK) {
      bars.add(Bar.atMost(0.75, ratio, "x"));
    } else if (call.shape() == Shape.PLAIN) {
      bars.add(Bar.atMost(framework == Framework.LOG4J2 ? 0.2 : 0.35, ratio, "x"));
    }
    return bars.toArray(Bar[]::new);
  }

  private Bar[] allocationBars(double beyond) {
    if (call.threads().count() > 4) { // each of which begins with buffers of its own
      return new Bar[0];
    }
    return switch (call.shape()) {
      case PLAIN -> new Bar[] {new Bar("0 B", beyond < BYTES_OF_THE_BATCH)};
      case EXCEPTION -> new Bar[] {Bar.under(EXCEPTION_BYTES, beyond, " B")};
      case MDC, SPAN, TEXTS -> new Bar[0];
    };
  }
}
