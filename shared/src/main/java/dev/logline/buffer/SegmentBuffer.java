package dev.logline.buffer;

import dev.logline.buffer.Overflow.Policy;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * A {@link RecordBuffer} of segments, each filled by compare-and-set. Bounded in bytes: the last
 * tenth is kept for ERROR and above, and what is full does as its {@link Overflow} says.
 */
final class SegmentBuffer implements RecordBuffer {
  /** How long a call waits for a segment that was given up for its sake to be ready. */
  private static final Duration SOON = Duration.ofMillis(100);

  private final SegmentSource source;
  private final Spool spool; // null: nothing is kept beyond the end of the process
  private final Leftovers leftovers; // null as well
  private final Overflow overflow;
  private final Wakeup wakeup;
  private final IntConsumer evicted;
  private final Room room;
  private final SegmentRow[] rows;

  /** Guards the beginnings of the rows, and what is released. Taken before {@link #tail}. */
  private final ReentrantLock head = new ReentrantLock(); // a monitor would pin virtual threads

  /** Guards the ends of the rows. */
  private final ReentrantLock tail = new ReentrantLock();

  private volatile boolean suspended;

  private long used; // bytes of segments in use; this and the next are guarded by tail
  private long nextIndex = 1L << 30; // those of earlier runs come before

  SegmentBuffer(
      SegmentSource source,
      Spool spool,
      Leftovers leftovers,
      Overflow overflow,
      Room room,
      Wakeup wakeup,
      IntConsumer evicted) {
    this.source = source;
    this.spool = spool;
    this.leftovers = leftovers;
    this.overflow = overflow;
    this.wakeup = wakeup;
    this.evicted = evicted;
    this.room = room;
    this.rows = new SegmentRow[overflow.lanes()];
    for (int lane = 0; lane < rows.length; lane++) {
      rows[lane] = new SegmentRow(lane);
    }
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
        append(row, bytes, length, meta, severity, false)
            || room.await(() -> append(row, bytes, length, meta, severity, false))
            || append(row, bytes, length, meta, severity, true);
    while (!appended && evictFor(row)) {
      appended = append(row, bytes, length, meta, severity, false);
      if (!appended && !source.isPrompt()) {
        appended = room.await(SOON, () -> append(row, bytes, length, meta, severity, false));
        break;
      }
    }
    if (appended) {
      wakeup.recordCommitted();
    }
    return appended;
  }

  /**
   * @param waited whether it would be lost now, and may go where it is less safe
   */
  private boolean append(
      SegmentRow row, byte[] bytes, int length, int meta, int severity, boolean waited) {
    int entrySize = Segment.entrySize(length);
    boolean urgent = Segment.isUrgent(severity);
    Segment segment = row.writing;
    int at = segment == null ? -1 : segment.reserve(entrySize, urgent);
    while (at < 0) {
      segment = roll(row, segment, entrySize, urgent, waited);
      if (segment == null) {
        return false;
      }
      at = segment.reserve(entrySize, urgent);
    }
    try {
      segment.write(at, bytes, length, meta);
    } catch (Throwable e) {
      // An entry that stays reserved would hold up all behind it for ever. A stack that overflowed
      // has no room for a call, so there is none here.
      synchronized (segment) {
        int[] torn = segment.torn;
        int[] more = new int[torn.length + 2];
        for (int i = 0; i < torn.length; i++) {
          more[i] = torn[i];
        }
        more[torn.length] = at;
        more[torn.length + 1] = length;
        segment.torn = more;
      }
      throw e;
    }
    return true;
  }

  /** The segment behind {@code full}, or null where there is no room for the entry. */
  private Segment roll(
      SegmentRow row, Segment full, int entrySize, boolean urgent, boolean waited) {
    StackRoom.require();
    tail.lock();
    try {
      Segment writing = row.writing;
      if (writing != null && writing != full) {
        return writing;
      }
      boolean keptForUrgent = writing != null && !urgent && writing.hasRoom(entrySize);
      if (keptForUrgent || (!urgent && commonLimit(used) < entrySize)) {
        return null;
      }
      Segment next = source.next(nextIndex);
      if (next == null && waited) {
        next = source.instead(nextIndex);
      }
      if (next == null) {
        return null;
      }
      int bytes = next.bytes.capacity();
      next.commonLimit = (int) Math.min(bytes, commonLimit(used));
      nextIndex++;
      row.extend(next);
      used += bytes; // behind what may overflow the stack
    } finally {
      tail.unlock();
    }
    wakeup.segmentFilled();
    return row.writing;
  }

  /** Bytes that are left for records of any severity where {@code others} are in use. */
  private long commonLimit(long others) {
    return Math.max(0, source.capacityBytes() / 10 * 9 - others);
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
      Segment passed = row.dropSegment(evicted);
      while (passed != null && !recycleIfDone(row, passed)) {
        passed = row.dropSegment(evicted); // in that one some are being sent
      }
      return passed != null;
    } finally {
      head.unlock();
    }
  }

  @Override
  public Batch take(int maxRecords, int maxBytes) {
    Batch earlier = leftovers == null ? null : leftovers.take(maxRecords, maxBytes);
    if (earlier != null) {
      return earlier;
    }
    head.lock();
    try {
      for (int lane = rows.length - 1; lane >= 0; lane--) {
        SegmentRow row = rows[lane];
        Batch batch = row.take(maxRecords, maxBytes, passed -> recycleIfDone(row, passed));
        if (batch != null) {
          return batch;
        }
      }
      return null;
    } finally {
      head.unlock();
    }
  }

  @Override
  public void release(Batch batch) {
    if (batch.lane() < 0) {
      leftovers.release(batch);
      return;
    }
    head.lock();
    try {
      for (int i = 0; i < batch.size(); i++) {
        Segment segment = batch.segment(i);
        segment.release(batch.offset(i));
        segment.released += segment.extent(batch.offset(i));
        recycleIfDone(batch.row(), segment);
      }
    } finally {
      head.unlock();
    }
  }

  private boolean recycleIfDone(SegmentRow row, Segment segment) {
    if (segment == row.reading || !segment.isSealed() || segment.released != segment.end()) {
      return false;
    }
    recycle(segment);
    return true;
  }

  private void recycle(Segment segment) {
    segment.released = -1; // done once
    source.done(segment);
    tail.lock();
    try {
      used -= segment.bytes.capacity();
      for (SegmentRow row : rows) {
        Segment writing = row.writing;
        if (writing != null) {
          int capacity = writing.bytes.capacity();
          writing.commonLimit = (int) Math.min(capacity, commonLimit(used - capacity));
        }
      }
    } finally {
      tail.unlock();
    }
    room.started();
    room.made();
  }

  @Override
  public void deliveryFailed() {
    room.started();
    room.made(); // for those that wait to learn it
  }

  @Override
  public long backlogBytes() {
    // What earlier runs left is not known before it is read: it counts as a segment.
    long bytes = leftovers == null || leftovers.isOver() ? 0 : SpoolFormat.SEGMENT_BYTES;
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
  public boolean keeps() {
    return spool != null;
  }

  @Override
  public boolean isDurable() {
    return spool != null && !suspended && source.heldBytes() == 0;
  }

  @Override
  public long heldBytes() {
    return source.heldBytes();
  }

  @Override
  public long capacityBytes() {
    return source.capacityBytes();
  }

  @Override
  public void trim() {
    source.trim();
  }

  @Override
  public void noteResource(byte[] resource) throws IOException {
    if (spool != null) {
      spool.noteResource(resource);
    }
  }

  @Override
  public void suspend() {
    suspended = true;
    seal();
    if (leftovers != null) {
      leftovers.close();
    }
    source.suspend();
  }

  @Override
  public void leave(Batch batch) {
    if (batch.lane() < 0) {
      return; // another run's, as it was before
    }
    head.lock();
    try {
      for (int i = 0; i < batch.size(); i++) {
        Segment segment = batch.segment(i);
        segment.left = true;
        segment.released += segment.extent(batch.offset(i));
        recycleIfDone(batch.row(), segment);
      }
      forgetLast(batch.row());
    } finally {
      head.unlock();
    }
  }

  @Override
  public void resume() throws IOException {
    seal(); // what comes gets other nonces
    source.resume();
    suspended = false;
    if (leftovers != null) {
      leftovers.reopen();
    }
    wakeup.wake();
  }

  /** Admits no entry to the segments there are. */
  private void seal() {
    head.lock();
    tail.lock();
    try {
      for (SegmentRow row : rows) {
        row.seal();
        forgetLast(row);
      }
    } finally {
      tail.unlock();
      head.unlock();
    }
  }

  /** Nobody may look into a segment that was given back. */
  private void forgetLast(SegmentRow row) {
    tail.lock();
    try {
      Segment last = row.writing;
      if (last != null && last.isSealed() && last.released == last.end()) {
        row.clear();
        recycle(last);
      }
    } finally {
      tail.unlock();
    }
  }

  @Override
  public void close() {
    seal();
    if (leftovers != null) {
      leftovers.close();
    }
    source.close();
  }

  @Override
  public String toString() {
    return "SegmentBuffer{bytes=" + capacityBytes() + ", " + overflow + ", " + source + "}";
  }
}
