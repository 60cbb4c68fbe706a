package dev.logline.benchmarks.speed;

import java.util.function.Consumer;

/** Something that is measured, of each program in turn. */
interface Row {
  /** A word, for the command line. */
  String name();

  /** Gives lines as soon as there are some. */
  void run(Bench bench, Consumer<Line> lines) throws Exception;
}
