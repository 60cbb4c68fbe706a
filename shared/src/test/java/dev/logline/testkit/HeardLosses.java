package dev.logline.testkit;

import dev.logline.buffer.LossListener;
import java.util.function.IntConsumer;

/** Passes on what it hears. */
public record HeardLosses(IntConsumer ofEvicted, IntConsumer ofDamaged) implements LossListener {
  /** Nobody hears of anything. */
  public static final LossListener IGNORED = evicted(severity -> {});

  public static LossListener evicted(IntConsumer severities) {
    return new HeardLosses(severities, records -> {});
  }

  public static LossListener damaged(IntConsumer records) {
    return new HeardLosses(severity -> {}, records);
  }

  @Override
  public void evicted(int severity) {
    ofEvicted.accept(severity);
  }

  @Override
  public void damaged(int records) {
    ofDamaged.accept(records);
  }
}
