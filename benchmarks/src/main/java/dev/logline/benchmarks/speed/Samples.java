package dev.logline.benchmarks.speed;

import java.util.Locale;
import java.util.stream.DoubleStream;

/** What was measured several times, sorted. */
final class Samples {
  private final double[] sorted;

  private Samples(double[] sorted) {
    this.sorted = sorted;
  }

  static Samples of(DoubleStream values) {
    return new Samples(values.sorted().toArray());
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
