package dev.logline.buffer;

import dev.logline.diagnose.StatusPort;
import io.opentelemetry.sdk.common.Clock;
import java.io.IOException;
import java.security.SecureRandom;

/** Makes buffers, in memory or in a spool. */
public final class RecordBuffers {
  /** The smallest bound that works: one segment to write into, one to ship from. */
  public static final long MIN_BYTES = 2L << 20;

  /** The smallest spool. */
  public static final long MIN_SPOOL_BYTES = 16L << 20;

  private RecordBuffers() {}

  /**
   * A buffer on the heap that holds at most {@code bytes}, in segments of 1 MiB.
   *
   * @param bytes at least {@link #MIN_BYTES}
   */
  public static RecordBuffer inMemory(
      long bytes, Overflow overflow, Wakeup wakeup, Clock clock, LossListener losses) {
    if (bytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "bufferBytes: " + bytes + " is less than the smallest buffer, " + MIN_BYTES);
    }
    Room room = new Room(overflow, clock);
    return new SegmentBuffer(
        new HeapSegments(bytes, clock), null, null, overflow, room, wakeup, losses);
  }

  /**
   * A buffer in files of a directory, which may be shared with other processes. What earlier runs
   * left there is taken first.
   *
   * @param settings what the files may take, and how safe they must be
   * @param memory how many bytes may wait on the heap while no file can be written
   * @throws IOException if the directory cannot be used
   */
  public static RecordBuffer spooled(
      SpoolSettings settings,
      long memory,
      Overflow overflow,
      Wakeup wakeup,
      Clock clock,
      StatusPort status,
      LossListener losses)
      throws IOException {
    return spooled(settings, new FileOps(), memory, overflow, wakeup, clock, status, losses);
  }

  static RecordBuffer spooled(
      SpoolSettings settings,
      FileOps files,
      long memory,
      Overflow overflow,
      Wakeup wakeup,
      Clock clock,
      StatusPort status,
      LossListener losses)
      throws IOException {
    Spool spool = Spool.open(settings.directory(), files, clock, new SecureRandom());
    Room room = new Room(overflow, clock);
    SpoolSegments source =
        new SpoolSegments(
            spool, settings, new HeapSegments(memory, clock), clock, status, room::made);
    source.start();
    Leftovers leftovers = new Leftovers(spool, status, losses);
    return new SegmentBuffer(source, spool, leftovers, overflow, room, wakeup, losses);
  }

  /** The default bound: 64 MiB or a quarter of the maximum heap, whichever is less. */
  public static long defaultBytes() {
    return Math.max(MIN_BYTES, Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 4));
  }
}
