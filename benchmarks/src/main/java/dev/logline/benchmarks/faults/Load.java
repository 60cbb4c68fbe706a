package dev.logline.benchmarks.faults;

/**
 * What a program logs.
 *
 * @param records of each thread
 * @param rate records a second of all threads together; 0 for as fast as it can
 * @param warm whether one record comes first, and all others when the program is told to start
 * @param heap the most heap, such as {@code 1g}
 */
record Load(int threads, int records, int rate, boolean warm, String heap) {
  private static final int FOR_EVER = Integer.MAX_VALUE - 1;

  static Load burst(int records, int threads) {
    return new Load(threads, records / threads, 0, false, "1g");
  }

  /** Until it is stopped. */
  static Load steady(int rate, int threads) {
    return new Load(threads, FOR_EVER, rate, false, "1g");
  }

  static Load nothing() {
    return new Load(0, 0, 0, false, "1g");
  }

  /** The same, once the program has delivered its first record. */
  Load afterTheFirst() {
    return new Load(threads, records, rate, true, heap);
  }

  Load withHeap(String other) {
    return new Load(threads, records, rate, warm, other);
  }
}
