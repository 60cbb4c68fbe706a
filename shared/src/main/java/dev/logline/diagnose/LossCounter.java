package dev.logline.diagnose;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A cell for each reason and range of severities. Many threads add at the same time; none waits,
 * and nothing is allocated, because memory may be what a record was lost for.
 */
final class LossCounter {
  private static final int RANGES = SeverityRange.values().length;
  static final int CELLS = LossReason.values().length * RANGES;

  private final AtomicLongArray cells = new AtomicLongArray(CELLS);

  void add(LossReason reason, int severity, long records) {
    cells.getAndAdd(reason.row() * RANGES + SeverityRange.columnOf(severity), records);
  }

  LossCounts counts() {
    long[] copy = new long[CELLS];
    for (int i = 0; i < CELLS; i++) {
      copy[i] = cells.get(i);
    }
    return new LossCounts(copy);
  }

  long total() {
    long sum = 0;
    for (int i = 0; i < CELLS; i++) {
      sum += cells.get(i);
    }
    return sum;
  }
}
