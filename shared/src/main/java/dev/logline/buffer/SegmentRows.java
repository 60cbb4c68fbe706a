package dev.logline.buffer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The rows of segments, one for each lane, within the bound of their source: entries are appended,
 * taken and released here. Who waits for room, and what is given up for it, is the buffer's.
 */
final class SegmentRows {
  private final SegmentSource source;
  private final SegmentRow[] rows;
  private final Wakeup wakeup;
  private final Room room;

  /** Guards the beginnings of the rows, and what is released. Taken before {@link #tail}. */
  private final ReentrantLock head = new ReentrantLock(); // a monitor would pin virtual threads

  /** Guards the ends of the rows. */
  private final ReentrantLock tail = new ReentrantLock();

  /** How many segments came free so far. */
  private final AtomicInteger freed = new AtomicInteger();

  private long used; // bytes of segments in use; this and the next are guarded by tail
  private long nextIndex = 1L << 30; // those of earlier runs come before

  SegmentRows(SegmentSource source, int lanes, Wakeup wakeup, Room room) {
    this.source = source;
    this.wakeup = wakeup;
    this.room = room;
    this.rows = new SegmentRow[lanes];
    for (int lane = 0; lane < rows.length; lane++) {
      rows[lane] = new SegmentRow(lane);
    }
  }

  SegmentRow row(int lane) {
    return rows[lane];
  }

  /**
   * Appends an entry; false where there is no room.
   *
   * @param last whether it would be lost else, and may go where it is less safe
   */
  boolean append(
      SegmentRow row,
      byte[] bytes,
      int length,
      Repeats repeats,
      int meta,
      Share share,
      boolean last) {
    Segment segment = row.writing;
    int entryLength = entryLength(segment, length, repeats);
    int at = segment == null ? -1 : segment.reserve(Segment.entrySize(entryLength), share);
    while (at < 0) {
      int inNext = entryLength(null, length, repeats);
      segment = roll(row, segment, Segment.entrySize(inNext), share, last);
      if (segment == null) {
        return false;
      }
      entryLength = entryLength(segment, length, repeats);
      at = segment.reserve(Segment.entrySize(entryLength), share);
    }
    try {
      if (repeats == null) {
        segment.write(at, bytes, 0, length, meta, 0);
      } else if (repeats.isScopeThere(segment)) {
        // As repeats would, but one call less deep, which is as deep as the compiler inlines.
        segment.write(at, bytes, length - entryLength, entryLength, meta, repeats.scopeAt());
      } else {
        repeats.write(segment, at, bytes, length, meta);
      }
    } catch (Throwable e) {
      // An entry that stays reserved would hold up all behind it for ever. A stack that overflowed
      // has no room for a call, so there is none here. To enter a monitor may overflow as well, but
      // only once it is held: the try stands right behind, and the note is made in the way out.
      int[] torn = {};
      synchronized (segment) {
        try {
          torn = segment.torn;
        } finally {
          torn = segment.torn;
          int[] more = new int[torn.length + 2];
          for (int i = 0; i < torn.length; i++) {
            more[i] = torn[i];
          }
          more[torn.length] = at;
          more[torn.length + 1] = entryLength;
          segment.torn = more;
        }
      }
      throw e;
    }
    return true;
  }

  private static int entryLength(Segment segment, int length, Repeats repeats) {
    return repeats == null ? length : repeats.entryLength(segment, length);
  }

  /** The segment behind {@code full}, or null where there is no room for the entry. */
  private Segment roll(SegmentRow row, Segment full, int entrySize, Share share, boolean last) {
    StackRoom.require();
    tail.lock();
    try {
      Segment writing = row.writing;
      if (writing != null && writing != full) {
        return writing;
      }
      boolean keptForOthers =
          writing != null && share != Share.URGENT && writing.hasRoom(entrySize);
      if (keptForOthers || share.left(source.capacityBytes(), used) < entrySize) {
        return null;
      }
      Segment next = source.next(nextIndex);
      if (next == null && last) {
        next = source.instead(nextIndex);
      }
      if (next == null) {
        return null;
      }
      next.limit(source.capacityBytes(), used);
      nextIndex++;
      row.extend(next);
      used += next.bytes.capacity(); // behind what may overflow the stack
    } finally {
      tail.unlock();
    }
    wakeup.segmentFilled();
    return row.writing;
  }

  int freed() {
    return freed.get();
  }

  /**
   * Drops the oldest records of a row so that a segment comes free; false where none would.
   *
   * @param seen how many had come free before there was no room: where another has since, that is
   *     the room, or each of many callers would drop as much
   */
  boolean evict(SegmentRow row, int seen, LossListener losses) {
    StackRoom.require();
    head.lock();
    try {
      if (freed.get() != seen) {
        return true;
      }
      Segment dropped = drop(row, losses);
      if (dropped == null) {
        return false;
      }
      room.givingUp();
      recycle(dropped);
      return true;
    } finally {
      head.unlock();
    }
  }

  private Segment drop(SegmentRow row, LossListener losses) {
    tail.lock();
    try {
      return row.dropSegment(losses);
    } finally {
      tail.unlock();
    }
  }

  /** Frees segments that only wait for more of another lane; whether there were any. */
  boolean freeIdle(SegmentRow row) {
    boolean any = false;
    for (SegmentRow other : rows) {
      Segment last = other.writing;
      if (other != row && last != null && last.isIdle()) { // in an outage hardly one: no lock
        any |= freeLast(other);
      }
    }
    return any;
  }

  private boolean freeLast(SegmentRow row) {
    StackRoom.require();
    head.lock();
    try {
      boolean idle = row.sealIfIdle();
      forgetLast(row);
      return idle;
    } finally {
      head.unlock();
    }
  }

  /** The next records of the most severe lane that has any, or null. */
  Batch take(int maxRecords, int maxBytes) {
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

  void release(Batch batch) {
    head.lock();
    try {
      for (int i = 0; i < batch.size(); i++) {
        Segment segment = batch.segment(i);
        segment.release(batch.offset(i));
        segment.released += Segment.entrySize(batch.entryLength(i));
        recycleIfDone(batch.row(), segment);
      }
      forgetLast(batch.row());
    } finally {
      head.unlock();
    }
  }

  /** Forgets records that stay in their files. */
  void leave(Batch batch) {
    head.lock();
    try {
      for (int i = 0; i < batch.size(); i++) {
        Segment segment = batch.segment(i);
        segment.left = true;
        segment.released += Segment.entrySize(batch.entryLength(i));
        recycleIfDone(batch.row(), segment);
      }
      forgetLast(batch.row());
    } finally {
      head.unlock();
    }
  }

  private void recycleIfDone(SegmentRow row, Segment segment) {
    if (segment != row.reading && segment.isSealed() && segment.isIdle()) {
      recycle(segment);
    }
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
          writing.limit(source.capacityBytes(), used - writing.bytes.capacity());
        }
      }
    } finally {
      tail.unlock();
    }
    freed.incrementAndGet();
    room.made();
  }

  /** Admits no entry to the segments there are. */
  void seal() {
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
      boolean alone =
          last != null && last == row.reading; // else there are some before an empty one
      if (alone && last.isSealed() && last.isIdle()) {
        row.clear();
        recycle(last);
      }
    } finally {
      tail.unlock();
    }
  }

  /** Bytes that are not yet taken. */
  long backlogBytes() {
    long bytes = 0;
    for (SegmentRow row : rows) {
      bytes += row.backlogBytes();
    }
    return bytes;
  }

  Mark mark() {
    long[] positions = new long[rows.length];
    for (SegmentRow row : rows) {
      positions[row.lane] = row.writePosition();
    }
    return new Mark(positions);
  }

  boolean isTaken(Mark mark) {
    for (SegmentRow row : rows) {
      if (row.readPosition() < mark.position(row.lane)) {
        return false;
      }
    }
    return true;
  }
}
