package dev.logline.buffer;

import dev.logline.buffer.Overflow.Policy;
import io.opentelemetry.sdk.common.Clock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * A {@link RecordBuffer} of segments, each filled by compare-and-set. Bounded in bytes: the last
 * tenth is kept for ERROR and above, and what is full does as its {@link Overflow} says.
 */
public final class SegmentBuffer implements RecordBuffer {
  /** The smallest bound that works: one segment to write into, one to ship from. */
  public static final long MIN_BYTES = 2L << 20;

  private final SegmentSource source;
  private final Overflow overflow;
  private final Wakeup wakeup;
  private final IntConsumer evicted;
  private final Room room;
  private final SegmentRow[] rows;

  /** Guards the beginnings of the rows, and what is released. Taken before {@link #tail}. */
  private final ReentrantLock head = new ReentrantLock(); // a monitor would pin virtual threads

  /** Guards the ends of the rows. */
  private final ReentrantLock tail = new ReentrantLock();

  private int segments; // in use; this and the next are guarded by tail
  private long nextIndex;

  /**
   * A buffer in segments of {@code source}.
   *
   * @param evicted told the severity of each record that was dropped to make room for another
   */
  SegmentBuffer(
      SegmentSource source, Overflow overflow, Wakeup wakeup, Clock clock, IntConsumer evicted) {
    this.source = source;
    this.overflow = overflow;
    this.wakeup = wakeup;
    this.evicted = evicted;
    this.room = new Room(overflow, clock);
    this.rows = new SegmentRow[overflow.lanes()];
    for (int lane = 0; lane < rows.length; lane++) {
      rows[lane] = new SegmentRow(lane);
    }
  }

  /**
   * A buffer on the heap that holds at most {@code bytes}, in segments of 1 MiB.
   *
   * @param bytes at least {@link #MIN_BYTES}
   * @param evicted told the severity of each record that was dropped to make room for another
   */
  public static SegmentBuffer inMemory(
      long bytes, Overflow overflow, Wakeup wakeup, Clock clock, IntConsumer evicted) {
    if (bytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "bufferBytes: " + bytes + " is less than the smallest buffer, " + MIN_BYTES);
    }
    int segments = (int) Math.min(bytes / HeapSegments.BYTES, Integer.MAX_VALUE);
    return new SegmentBuffer(new HeapSegments(segments, clock), overflow, wakeup, clock, evicted);
  }

  /** The default bound: 64 MiB or a quarter of the maximum heap, whichever is less. */
  public static long defaultBytes() {
    return Math.max(MIN_BYTES, Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 4));
  }

  @Override
  public int maxRecordBytes() {
    return HeapSegments.BYTES - Segment.HEADER;
  }

  @Override
  public boolean offer(byte[] bytes, int length, int scopeLength, int severity, Origin origin) {
    if (length > maxRecordBytes()) {
      return false;
    }
    int meta = Segment.meta(scopeLength, severity, origin);
    SegmentRow row = rows[overflow.lane(severity)];
    boolean appended =
        append(row, bytes, length, meta, severity)
            || room.await(() -> append(row, bytes, length, meta, severity));
    while (!appended && evictFor(row)) {
      appended = append(row, bytes, length, meta, severity);
    }
    if (appended) {
      wakeup.recordCommitted();
    }
    return appended;
  }

  private boolean append(SegmentRow row, byte[] bytes, int length, int meta, int severity) {
    int entrySize = Segment.entrySize(length);
    boolean urgent = Segment.isUrgent(severity);
    Segment segment = row.writing;
    int at = segment == null ? -1 : segment.reserve(entrySize, urgent);
    while (at < 0) {
      segment = roll(row, segment, entrySize, urgent);
      if (segment == null) {
        return false;
      }
      at = segment.reserve(entrySize, urgent);
    }
    segment.write(at, bytes, length, meta);
    return true;
  }

  /** The segment behind {@code full}, or null where there is no room for the entry. */
  private Segment roll(SegmentRow row, Segment full, int entrySize, boolean urgent) {
    tail.lock();
    try {
      Segment writing = row.writing;
      if (writing != null && writing != full) {
        return writing;
      }
      boolean keptForUrgent = writing != null && !urgent && writing.hasRoom(entrySize);
      if (keptForUrgent || segments >= source.maxSegments()) {
        return null;
      }
      int common = commonLimit(segments + 1);
      if (!urgent && common < entrySize) {
        return null;
      }
      Segment next = source.next(nextIndex);
      if (next == null) {
        return null;
      }
      nextIndex++;
      segments++;
      next.commonLimit = common;
      row.extend(next);
    } finally {
      tail.unlock();
    }
    wakeup.segmentFilled();
    return row.writing;
  }

  /** How much of the last of {@code count} segments is for records of any severity. */
  private int commonLimit(int count) {
    long bytes = source.segmentBytes();
    long common = source.maxSegments() * bytes / 10 * 9 - (count - 1) * bytes;
    return (int) Math.max(0, Math.min(bytes, common));
  }

  /** Drops older records of the rows that the policy gives up for {@code row}'s sake. */
  private boolean evictFor(SegmentRow row) {
    if (overflow.policy() == Policy.DROP_OLDEST) {
      return evict(row);
    }
    for (int lane = 0;
        overflow.policy() == Policy.DROP_LOWEST_SEVERITY && lane < row.lane;
        lane++) {
      if (evict(rows[lane])) {
        return true;
      }
    }
    return false;
  }

  /** Drops the oldest records of a row until a segment is free; false where none comes free. */
  private boolean evict(SegmentRow row) {
    head.lock();
    try {
      boolean freed = false;
      while (!freed && row.reading != null) {
        Segment segment = row.reading;
        int at = row.readOffset;
        if (segment.isCommitted(at)) {
          if (!segment.isVoid(at)) {
            evicted.accept(segment.severity(at));
          }
          row.readOffset = at + Segment.entrySize(segment.length(at));
          released(row, segment, at);
        } else if (row.advance()) {
          freed = recycleIfDone(row, segment);
        } else {
          break; // the one that is written to, or an entry that is just being written
        }
      }
      return freed;
    } finally {
      head.unlock();
    }
  }

  @Override
  public Batch take(int maxRecords, int maxBytes) {
    head.lock();
    try {
      for (int lane = rows.length - 1; lane >= 0; lane--) {
        Batch batch = take(rows[lane], maxRecords, maxBytes);
        if (batch != null) {
          return batch;
        }
      }
      return null;
    } finally {
      head.unlock();
    }
  }

  private Batch take(SegmentRow row, int maxRecords, int maxBytes) {
    Batch.Builder batch = new Batch.Builder(row);
    Origin origin = null;
    long bytes = 0;
    while (row.reading != null && batch.size() < maxRecords) {
      Segment segment = row.reading;
      int at = row.readOffset;
      if (!segment.isCommitted(at)) {
        if (!row.advance()) {
          break; // nothing there, or an entry that is still being written
        }
        recycleIfDone(row, segment);
        continue;
      }
      int length = segment.length(at);
      if (segment.isVoid(at)) {
        row.readOffset = at + Segment.entrySize(length);
        released(row, segment, at);
        continue;
      }
      if (batch.size() > 0 && (bytes + length > maxBytes || segment.origin(at) != origin)) {
        break;
      }
      origin = segment.origin(at);
      bytes += length;
      batch.add(segment, at);
      row.readOffset = at + Segment.entrySize(length);
    }
    return batch.build();
  }

  @Override
  public void release(Batch batch) {
    head.lock();
    try {
      for (int i = 0; i < batch.size(); i++) {
        released(batch.row(), batch.segment(i), batch.offset(i));
      }
    } finally {
      head.unlock();
    }
  }

  private void released(SegmentRow row, Segment segment, int at) {
    segment.released += Segment.entrySize(segment.length(at));
    recycleIfDone(row, segment);
  }

  private boolean recycleIfDone(SegmentRow row, Segment segment) {
    if (segment == row.reading || !segment.isSealed() || segment.released != segment.end()) {
      return false;
    }
    segment.released = -1; // done once
    source.done(segment);
    freeOne();
    return true;
  }

  private void freeOne() {
    tail.lock();
    try {
      segments--;
      for (SegmentRow row : rows) {
        Segment writing = row.writing;
        if (writing != null) {
          writing.commonLimit = commonLimit(segments);
        }
      }
    } finally {
      tail.unlock();
    }
    room.made();
  }

  private int segmentsInUse() {
    tail.lock();
    try {
      return segments;
    } finally {
      tail.unlock();
    }
  }

  @Override
  public long backlogBytes() {
    long bytes = 0;
    for (SegmentRow row : rows) {
      bytes += row.backlogBytes();
    }
    return bytes;
  }

  @Override
  public Mark mark() {
    long[] positions = new long[rows.length];
    for (SegmentRow row : rows) {
      positions[row.lane] = row.writePosition();
    }
    return new Mark(positions);
  }

  @Override
  public boolean isTaken(Mark mark) {
    for (SegmentRow row : rows) {
      if (row.readPosition() < mark.position(row.lane)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public long heldBytes() {
    return (long) segmentsInUse() * source.segmentBytes() + source.spareBytes();
  }

  @Override
  public long capacityBytes() {
    return (long) source.maxSegments() * source.segmentBytes();
  }

  @Override
  public void trim() {
    source.trim();
  }

  @Override
  public String toString() {
    return "SegmentBuffer{bytes=" + capacityBytes() + ", " + overflow + ", " + source + "}";
  }
}
