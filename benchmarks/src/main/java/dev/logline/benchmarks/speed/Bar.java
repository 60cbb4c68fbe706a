package dev.logline.benchmarks.speed;

import static dev.logline.benchmarks.speed.Samples.number;

/**
 * What Logline has to show.
 *
 * @param text for people
 */
record Bar(String text, boolean met) {
  static Bar atMost(double limit, double value, String unit) {
    return new Bar("at most " + number(limit) + unit, value <= limit);
  }

  static Bar under(double limit, double value, String unit) {
    return new Bar("under " + number(limit) + unit, value < limit);
  }

  static Bar atLeast(double limit, double value, String unit) {
    return new Bar("at least " + number(limit) + unit, value >= limit);
  }
}
