package dev.logline.boot;

import dev.logline.logrecord.RecordLimits;
import dev.logline.logrecord.RecordWriter;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Writers to borrow for the time of one log call: not one a thread, because virtual threads come by
 * the million and a thread must not hold what a redeployment wants to drop.
 */
final class WriterPool {
  private final AtomicReferenceArray<RecordWriter> free;
  private final Supplier<RecordWriter> factory;
  private final RecordLimits limits;
  private final boolean direct;

  WriterPool(Supplier<RecordWriter> factory, RecordLimits limits, boolean direct) {
    int cpus = Runtime.getRuntime().availableProcessors();
    this.free = new AtomicReferenceArray<>(Integer.highestOneBit(Math.max(4, cpus * 2)));
    this.factory = factory;
    this.limits = limits;
    this.direct = direct;
  }

  RecordLimits limits() {
    return limits;
  }

  /** Whether its writers offer to the buffer, and not to an SDK. */
  boolean isDirect() {
    return direct;
  }

  RecordWriter borrow() {
    RecordWriter writer = free.getAndSet(slot(), null);
    return writer == null ? factory.get() : writer;
  }

  void giveBack(RecordWriter writer) {
    free.set(slot(), writer);
  }

  private int slot() {
    long id = Thread.currentThread().getId();
    return (int) ((id * 0x9E3779B9L) >>> 16) & (free.length() - 1);
  }
}
