package dev.logline.benchmarks.faults;

import java.util.function.Consumer;

/** A fault, played to each of the programs. */
interface Scenario {
  /** A word, for the command line. */
  String name();

  /** Gives a result as soon as there is one. */
  void run(Bench bench, Consumer<Result> results) throws Exception;
}
