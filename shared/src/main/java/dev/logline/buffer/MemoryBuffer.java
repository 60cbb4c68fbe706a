package dev.logline.buffer;

import io.opentelemetry.sdk.common.Clock;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A {@link RecordBuffer} on the heap: segments of {@value #SEGMENT_BYTES} bytes, taken as records
 * come and let go when idle. What is full is refused: the newest record is lost.
 */
public final class MemoryBuffer implements RecordBuffer {
  /** With the header of its array a segment fills one region of 1 MiB of the garbage collector. */
  static final int SEGMENT_BYTES = (1 << 20) - 64;

  /** The smallest bound that works: one segment to write into, one to ship from. */
  public static final long MIN_BYTES = 2L << 20;

  /** Segments that are kept for reuse while records flow. */
  private static final int SPARE = 4;

  private static final long SHORT_OF_MEMORY_NANOS = 10_000_000_000L;

  private final int maxSegments;
  private final Wakeup wakeup;
  private final Clock clock;
  private final ReentrantLock roll = new ReentrantLock(); // a monitor would pin virtual threads
  private final ArrayDeque<byte[]> spare = new ArrayDeque<>(); // guarded by roll
  private int segments = 1; // in use, guarded by roll
  private boolean shortOfMemory; // guarded by roll
  private long shortOfMemorySince; // guarded by roll

  private volatile Segment writing;
  private volatile Segment reading; // written by the shipper only
  private volatile int readOffset; // written by the shipper only

  /**
   * A buffer that holds at most {@code bytes}, rounded down to whole segments.
   *
   * @param bytes at least {@link #MIN_BYTES}
   */
  public MemoryBuffer(long bytes, Wakeup wakeup, Clock clock) {
    if (bytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "bufferBytes: " + bytes + " is less than the smallest buffer, " + MIN_BYTES);
    }
    this.maxSegments = (int) Math.min(bytes / SEGMENT_BYTES, Integer.MAX_VALUE);
    this.wakeup = wakeup;
    this.clock = clock;
    this.writing = new HeapSegment(new byte[SEGMENT_BYTES], 0);
    this.reading = writing;
  }

  /** The default bound: 64 MiB or a quarter of the maximum heap, whichever is less. */
  public static long defaultBytes() {
    return Math.max(MIN_BYTES, Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 4));
  }

  @Override
  public int maxRecordBytes() {
    return SEGMENT_BYTES - Segment.HEADER;
  }

  @Override
  public boolean offer(byte[] bytes, int length, int scopeLength, int severity, Origin origin) {
    if (length > maxRecordBytes()) {
      return false;
    }
    int entrySize = Segment.entrySize(length);
    Segment segment = writing;
    int at = segment.reserve(entrySize);
    while (at < 0) {
      segment = roll(segment);
      if (segment == null) {
        return false;
      }
      at = segment.reserve(entrySize);
    }
    segment.write(at, bytes, length, Segment.meta(scopeLength, severity, origin));
    wakeup.recordCommitted();
    return true;
  }

  /** The segment behind {@code full}, or null where the bound is reached. */
  private Segment roll(Segment full) {
    roll.lock();
    try {
      if (writing != full) {
        return writing;
      }
      if (segments >= maxSegments || isShortOfMemory()) {
        return null;
      }
      byte[] bytes = spare.poll();
      Segment next =
          new HeapSegment(bytes == null ? new byte[SEGMENT_BYTES] : bytes, full.index + 1);
      segments++;
      full.next = next; // before the seal: a reader that sees the seal finds the next one
      full.seal();
      writing = next;
    } catch (OutOfMemoryError e) {
      shortOfMemorySince = clock.nanoTime();
      shortOfMemory = true;
      return null; // no memory for another segment: full, as at the bound
    } finally {
      roll.unlock();
    }
    wakeup.segmentFilled();
    return writing;
  }

  /** A failed allocation takes half a second and a full collection: not at every call. */
  private boolean isShortOfMemory() {
    boolean over = clock.nanoTime() - shortOfMemorySince > SHORT_OF_MEMORY_NANOS;
    shortOfMemory = shortOfMemory && !over && spare.isEmpty();
    return shortOfMemory;
  }

  @Override
  public Batch take(int maxRecords, int maxBytes) {
    Batch.Builder batch = new Batch.Builder();
    Origin origin = null;
    long bytes = 0;
    while (batch.size() < maxRecords) {
      Segment segment = reading;
      int at = readOffset;
      if (!segment.isCommitted(at)) {
        if (!segment.isSealed() || at < segment.end()) {
          break; // nothing there, or an entry that is still being written
        }
        reading = segment.next;
        readOffset = 0;
        recycleIfDone(segment);
        continue;
      }
      int length = segment.length(at);
      if (segment.isVoid(at)) {
        readOffset = at + Segment.entrySize(length);
        released(segment, Segment.entrySize(length));
        continue;
      }
      if (batch.size() > 0 && (bytes + length > maxBytes || segment.origin(at) != origin)) {
        break;
      }
      origin = segment.origin(at);
      bytes += length;
      batch.add(segment, at);
      readOffset = at + Segment.entrySize(length);
    }
    return batch.build();
  }

  @Override
  public void release(Batch batch) {
    batch.release(this::released);
  }

  private void released(Segment segment, int entrySize) {
    segment.released += entrySize;
    recycleIfDone(segment);
  }

  private void recycleIfDone(Segment segment) {
    if (segment == reading || !segment.isSealed() || segment.released != segment.end()) {
      return;
    }
    segment.released = -1; // done once
    byte[] bytes = ((HeapSegment) segment).recycle();
    roll.lock();
    try {
      segments--;
      if (spare.size() < SPARE) {
        spare.add(bytes);
      }
    } finally {
      roll.unlock();
    }
  }

  @Override
  public long backlogBytes() {
    Segment read = reading;
    Segment written = writing;
    return (written.index - read.index) * SEGMENT_BYTES + written.end() - readOffset;
  }

  @Override
  public long writePosition() {
    Segment segment = writing;
    return Positions.of(segment.index, segment.end());
  }

  @Override
  public long readPosition() {
    return Positions.of(reading.index, readOffset);
  }

  @Override
  public long heldBytes() {
    roll.lock();
    try {
      return (long) (segments + spare.size()) * SEGMENT_BYTES;
    } finally {
      roll.unlock();
    }
  }

  @Override
  public long capacityBytes() {
    return (long) maxSegments * SEGMENT_BYTES;
  }

  @Override
  public void trim() {
    roll.lock();
    try {
      spare.clear();
    } finally {
      roll.unlock();
    }
  }

  @Override
  public String toString() {
    return "MemoryBuffer{bufferBytes=" + capacityBytes() + "}";
  }
}
