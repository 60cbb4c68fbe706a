package dev.logline.diagnose;

import io.opentelemetry.sdk.common.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When the first and the last record of an episode of losses were lost. It is noted by the
 * monotonic clock, which can be read without allocating, and told by the wall clock.
 */
final class LossTimes {
  private static final long NEVER = Long.MIN_VALUE;

  private final Clock clock;
  private final AtomicLong first = new AtomicLong(NEVER);
  private volatile long last = NEVER;

  LossTimes(Clock clock) {
    this.clock = clock;
  }

  void mark() {
    long now = clock.nanoTime();
    last = now;
    if (first.get() == NEVER) {
      first.compareAndSet(NEVER, now);
    }
  }

  /** The first since the last call of this method, or null; the next one begins an episode. */
  Instant takeFirst() {
    return wall(first.getAndSet(NEVER));
  }

  /** The last of all, or null. */
  Instant last() {
    return wall(last);
  }

  private Instant wall(long nanoTime) {
    if (nanoTime == NEVER) {
      return null;
    }
    long epochNanos = clock.now() - (clock.nanoTime() - nanoTime);
    return Instant.ofEpochSecond(0, epochNanos);
  }
}
