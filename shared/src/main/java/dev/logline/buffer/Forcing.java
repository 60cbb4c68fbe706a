package dev.logline.buffer;

import dev.logline.diagnose.StatusPort;
import io.opentelemetry.sdk.common.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Forces a spool's segments to the disk, against a loss of power, at intervals or never. */
final class Forcing {
  private static final long LEAST_NANOS = 1_000_000;

  private final long intervalNanos; // 0: never
  private final Spool spool;
  private final StatusPort status;
  private final Queue<MappedSegment> segments = new ConcurrentLinkedQueue<>();
  private long dueAt; // this and the next belong to the spool's thread
  private boolean failed;

  /**
   * @param interval null for never
   */
  Forcing(Duration interval, Spool spool, Clock clock, StatusPort status) {
    this.intervalNanos = interval == null ? 0 : Math.max(LEAST_NANOS, interval.toNanos());
    this.spool = spool;
    this.status = status;
    this.dueAt = clock.nanoTime();
  }

  /** A segment that is written to from now on. Any thread. */
  void add(MappedSegment segment) {
    if (intervalNanos > 0) {
      segments.add(segment);
    }
  }

  void remove(MappedSegment segment) {
    segments.remove(segment);
  }

  void clear() {
    segments.clear();
  }

  void forceDirectory(Path directory) throws IOException {
    if (intervalNanos > 0) {
      spool.files().forceDirectory(directory);
    }
  }

  /** Forces what is due; returns nanoseconds until the next time. */
  long forceDue(long now) {
    if (intervalNanos == 0) {
      return Long.MAX_VALUE;
    }
    if (now - dueAt < 0) {
      return dueAt - now;
    }
    dueAt = now + intervalNanos;
    segments.removeIf(
        segment -> {
          boolean sealed = segment.isSealed(); // asked before its end: then that is final
          int end = segment.end();
          if (end > segment.forcedTo) {
            force(segment);
            segment.forcedTo = end;
          }
          return sealed;
        });
    return intervalNanos;
  }

  private void force(MappedSegment segment) {
    try {
      spool.files().force(segment.mapped);
    } catch (RuntimeException e) {
      if (!failed) {
        failed = true;
        // The kernel may have dropped the pages it could not write: trying again proves nothing.
        status.error(
            "The spool " + spool + " could not be forced; a loss of power may lose records: " + e);
      }
    }
  }
}
