package dev.logline.benchmarks.speed;

import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What was measured several times, in that order. */
final class Samples {
  private final double[] values;
  private final double[] sorted;

  private Samples(double[] values) {
    this.values = values;
    this.sorted = DoubleStream.of(values).sorted().toArray();
  }

  static Samples of(DoubleStream values) {
    return new Samples(values.toArray());
  }

  static Samples of(double value) {
    return new Samples(new double[] {value});
  }

  static Samples none() {
    return new Samples(new double[0]);
  }

  double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * How many times the other's, as the median of pairs: programs are measured in turn, so what the
   * machine does in a second is in both of a pair. Pairs end with the shorter of the two.
   */
  double ratioTo(Samples other) {
    return pairs(other, (mine, others) -> mine / others);
  }

  /** How much more than the other's, in the same way. */
  double beyond(Samples other) {
    return pairs(other, (mine, others) -> mine - others);
  }

  private double pairs(Samples other, DoubleBinaryOperator operator) {
    int pairs = Math.min(values.length, other.values.length);
    return of(IntStream.range(0, pairs)
            .mapToDouble(i -> operator.applyAsDouble(values[i], other.values[i])))
        .median();
  }

  /** The least and the most. */
  String spread() {
    return sorted.length <= 1
        ? "-"
        : number(sorted[0]) + " to " + number(sorted[sorted.length - 1]);
  }

  /** Three digits that mean something, and no more than that behind the point. */
  static String number(double value) {
    double size = Math.abs(value);
    String format = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  @Override
  public String toString() {
    return sorted.length == 0 ? "-" : number(median());
  }
}
