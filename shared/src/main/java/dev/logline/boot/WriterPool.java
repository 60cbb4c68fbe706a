package dev.logline.boot;

import dev.logline.logrecord.RecordLimits;
import dev.logline.logrecord.RecordWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The writers of one way that records go. A place keeps the one that it had, for its next call; one
 * of a place that was for one call only is kept for the next such place.
 */
final class WriterPool {
  private static final int MOST_SPARE = 64;

  private final Queue<RecordWriter> spare = new ConcurrentLinkedQueue<>();
  private final AtomicInteger spares = new AtomicInteger();
  private final Supplier<RecordWriter> factory;
  private final RecordLimits limits;
  private final Way way;

  /** Where its writers put what they write. */
  enum Way {
    BUFFER,
    OWN_SDK,
    FOREIGN_SDK
  }

  WriterPool(Supplier<RecordWriter> factory, RecordLimits limits, Way way) {
    this.factory = factory;
    this.limits = limits;
    this.way = way;
  }

  RecordLimits limits() {
    return limits;
  }

  Way way() {
    return way;
  }

  /** The writer for a call at this place: the place's own for the outermost. */
  RecordWriter writer(Calls.Place place) {
    if (place.depth > 1) {
      return factory.get();
    }
    if (place.pool != this || place.writer == null) {
      RecordWriter used = place.lasting ? null : spare.poll();
      if (used != null) {
        spares.decrementAndGet();
      }
      place.writer = used == null ? factory.get() : used;
      place.pool = this;
    }
    return place.writer;
  }

  /** Keeps one for the next place that is for one call only. */
  void giveBack(RecordWriter writer) {
    if (spares.get() < MOST_SPARE) {
      spares.incrementAndGet();
      spare.add(writer);
    }
  }
}
