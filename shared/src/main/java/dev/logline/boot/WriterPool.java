package dev.logline.boot;

import dev.logline.logrecord.RecordLimits;
import dev.logline.logrecord.RecordWriter;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The writers of one way that records go, and with it they are dropped. A place has one for all its
 * calls; one of a place that was for one call only is kept for the next such place.
 */
final class WriterPool {
  private static final int MOST_SPARE = 64;

  /** Of each place; null where there is none yet, or it may be half-written. */
  final RecordWriter[] owned = new RecordWriter[Calls.PLACES];

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
    if (!place.isLasting()) {
      RecordWriter used = spare.poll();
      if (used == null) {
        return factory.get();
      }
      spares.decrementAndGet();
      return used;
    }
    RecordWriter own = owned[place.number];
    if (own == null) {
      own = factory.get();
      owned[place.number] = own;
    }
    return own;
  }

  /** Keeps the writer of a place that was for one call only; others have theirs. */
  void leaving(Calls.Place place, RecordWriter writer) {
    if (place.depth == 1 && !place.isLasting() && spares.get() < MOST_SPARE) {
      spares.incrementAndGet();
      spare.add(writer);
    }
  }
}
