package dev.logline.benchmarks.speed;

import java.util.function.Consumer;

/** A row that says why it is not measured here. */
record NotHere(String name, String label, String why) implements Row {
  @Override
  public void run(Bench bench, Consumer<Line> lines) {
    lines.accept(Line.of(label, "-", why, Samples.none()));
  }
}
