package dev.logline.diagnose;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts every record once: as delivered, or as lost for a reason. */
public final class Ledger {
  private final LongAdder delivered = new LongAdder();
  private final LongAdder suppressed = new LongAdder();
  private final Map<LossReason, LongAdder> lost = new EnumMap<>(LossReason.class);

  public Ledger() {
    for (LossReason reason : LossReason.values()) {
      lost.put(reason, new LongAdder());
    }
  }

  public void delivered(long records) {
    delivered.add(records);
  }

  public void lost(long records, LossReason reason) {
    lost.get(reason).add(records);
  }

  /** A record of our own pipeline's that was held back; neither delivered nor lost. */
  public void suppressed() {
    suppressed.increment();
  }

  public long deliveredCount() {
    return delivered.sum();
  }

  public long suppressedCount() {
    return suppressed.sum();
  }

  public long lostCount() {
    return lost.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** The reasons for which something was lost, with how much. */
  public Map<String, Long> lostByReason() {
    Map<String, Long> counts = new TreeMap<>();
    lost.forEach(
        (reason, count) -> {
          if (count.sum() > 0) {
            counts.put(reason.toString(), count.sum());
          }
        });
    return counts;
  }
}
