package dev.logline.diagnose;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many records were lost, by reason and by severity, up to one moment. */
public final class LossCounts {
  /** Nothing was lost. */
  public static final LossCounts NONE = new LossCounts(new long[LossCounter.CELLS]);

  private static final LossReason[] REASONS = LossReason.values();
  private static final SeverityRange[] RANGES = SeverityRange.values();

  private final long[] cells;

  LossCounts(long[] cells) {
    this.cells = cells;
  }

  public long total() {
    return Arrays.stream(cells).sum();
  }

  public long of(LossReason reason) {
    int from = reason.row() * RANGES.length;
    return Arrays.stream(cells, from, from + RANGES.length).sum();
  }

  /** The reasons for which something was lost, such as {@code queue_full}, with how much. */
  public Map<String, Long> byReason() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (LossReason reason : REASONS) {
      putIfAny(counts, reason.toString(), of(reason));
    }
    return Collections.unmodifiableMap(counts);
  }

  /** The severities of what was lost, such as {@code INFO}, with how much; the mildest first. */
  public Map<String, Long> bySeverity() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (SeverityRange range : RANGES) {
      long sum = 0;
      for (int i = range.column(); i < cells.length; i += RANGES.length) {
        sum += cells[i];
      }
      putIfAny(counts, range.name(), sum);
    }
    return Collections.unmodifiableMap(counts);
  }

  private static void putIfAny(Map<String, Long> counts, String name, long count) {
    if (count > 0) {
      counts.put(name, count);
    }
  }

  /** What came to these counts after {@code earlier} ones. */
  public LossCounts minus(LossCounts earlier) {
    return combined(earlier, -1);
  }

  LossCounts plus(LossCounts other) {
    return combined(other, 1);
  }

  private LossCounts combined(LossCounts other, int sign) {
    long[] result = cells.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += sign * other.cells[i];
    }
    return new LossCounts(result);
  }

  /** Such as {@code queue_full 1200, rejected 34; by severity: INFO 1200, ERROR 34}. */
  @Override
  public String toString() {
    return text(byReason()) + "; by severity: " + text(bySeverity());
  }

  private static String text(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .collect(Collectors.joining(", "));
  }
}
