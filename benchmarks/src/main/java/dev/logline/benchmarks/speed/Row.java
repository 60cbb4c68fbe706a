package dev.logline.benchmarks.speed;

import java.util.function.Consumer;

/** Something that is measured, of each program in turn. */
interface Row {
  /** A word, for the command line. */
  String name();

  /** Whether it is no row of any form, and is measured only where it is asked for. */
  default boolean isByNameOnly() {
    return false;
  }

  /** Gives lines as soon as there are some. */
  void run(Bench bench, Consumer<Line> lines) throws Exception;
}
