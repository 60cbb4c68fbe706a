package dev.logline.benchmarks.speed;

import java.util.List;

/**
 * A line of the table.
 *
 * @param measure what was measured, with its unit
 * @param ratio to the peer, or NaN where there is none
 * @param bars what Logline has to show here; may be none
 * @param beside what was measured beside it, for people
 */
record Line(
    String row,
    String program,
    String measure,
    Samples samples,
    double ratio,
    List<Bar> bars,
    String beside) {

  static Line of(String row, String program, String measure, Samples samples) {
    return new Line(row, program, measure, samples, Double.NaN, List.of(), "");
  }

  Line to(Samples peer) {
    return to(samples.ratioTo(peer));
  }

  Line to(double ratioToThePeer) {
    return new Line(row, program, measure, samples, ratioToThePeer, bars, beside);
  }

  Line bar(Bar... needed) {
    return new Line(row, program, measure, samples, ratio, List.of(needed), beside);
  }

  Line beside(String text) {
    return new Line(row, program, measure, samples, ratio, bars, text);
  }
}
