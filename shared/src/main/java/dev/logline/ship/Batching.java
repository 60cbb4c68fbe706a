package dev.logline.ship;

import dev.logline.buffer.Batch;
import dev.logline.buffer.Mark;
import dev.logline.buffer.RecordBuffer;

/**
 * Decides when records have waited long enough for company, and how many go together.
 *
 * <p>A batch is due when it is full, when the linger of its first record is over, or when somebody
 * waits. What was there when a linger ended goes without waiting again.
 */
final class Batching {
  private static final long NEVER = Long.MAX_VALUE;

  /** Until a record that is just being written is looked for again. */
  private static final long SHORTLY_NANOS = 1_000_000;

  /** That a buffer can hold: a request makes no room until it is answered. */
  private static final int LEAST_REQUESTS = 4;

  private final RecordBuffer buffer;
  private ShipperSettings settings = ShipperSettings.DEFAULT;
  private int maxBytes; // that got through, once more did not; else 0
  private long lingerUntil = NEVER;
  private Mark drainTo; // null: nothing goes without waiting

  Batching(RecordBuffer buffer) {
    this.buffer = buffer;
  }

  /** What waits for a destination has waited enough. */
  void begin(ShipperSettings settings) {
    this.settings = settings;
    drainTo = buffer.mark();
  }

  /** Nanoseconds until a batch is due, or {@link Long#MAX_VALUE} where no record waits. */
  long dueIn(long now) {
    return lingerUntil == NEVER ? NEVER : Math.max(0, lingerUntil - now);
  }

  /** Whether more waits than goes into one request. */
  boolean isBehind() {
    return buffer.backlogBytes() > mostBytes();
  }

  int maxInFlight() {
    return settings.maxInFlight();
  }

  /** The next batch if one is due, else null. */
  Batch next(long now, boolean hurried) {
    if (!hurried && !isDue(now)) {
      return null;
    }
    lingerUntil = NEVER;
    Batch batch = buffer.take(settings.maxRecords(), limit());
    if (batch == null) {
      drainTo = null;
      // A record that is being written just now is no reason to spin.
      lingerUntil = buffer.backlogBytes() == 0 ? NEVER : now + SHORTLY_NANOS;
    }
    return batch;
  }

  private boolean isDue(long now) {
    long backlog = buffer.backlogBytes();
    if ((drainTo != null && !buffer.isTaken(drainTo)) || backlog >= limit()) {
      return true;
    }
    if (backlog == 0) {
      lingerUntil = NEVER;
      return false;
    }
    if (lingerUntil == NEVER) {
      lingerUntil = now + settings.linger().toNanos();
    }
    if (now < lingerUntil) {
      return false;
    }
    drainTo = buffer.mark();
    return true;
  }

  private int mostBytes() {
    return (int) Math.min(settings.maxBytes(), buffer.capacityBytes() / LEAST_REQUESTS);
  }

  private int limit() {
    return maxBytes == 0 ? mostBytes() : Math.min(maxBytes, mostBytes());
  }

  /** No batch of this size got through. */
  void tooLarge(Batch batch) {
    maxBytes = (int) Math.max(batch.bytes() / 2, 1024);
  }

  /** A limit that was met is approached again slowly: it may have been a passing one. */
  void accepted() {
    if (maxBytes > 0) {
      maxBytes += maxBytes / 16;
      maxBytes = maxBytes < mostBytes() ? maxBytes : 0;
    }
  }
}
