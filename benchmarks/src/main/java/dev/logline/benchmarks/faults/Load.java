package dev.logline.benchmarks.faults;

/**
 * What a program logs.
 *
 * @param records of each thread
 * @param rate records a second of all threads together; 0 for as fast as it can
 * @param heap the most heap, such as {@code 1g}
 */
record Load(int threads, int records, int rate, String heap) {
  private static final int FOR_EVER = Integer.MAX_VALUE - 1;

  static Load burst(int records, int threads) {
    return new Load(threads, records / threads, 0, "1g");
  }

  /** Until it is stopped. */
  static Load steady(int rate, int threads) {
    return new Load(threads, FOR_EVER, rate, "1g");
  }

  static Load nothing() {
    return new Load(0, 0, 0, "1g");
  }

  Load withHeap(String other) {
    return new Load(threads, records, rate, other);
  }
}
