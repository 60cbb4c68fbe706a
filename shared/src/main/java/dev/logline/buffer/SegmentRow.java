package dev.logline.buffer;

import dev.logline.buffer.RecordBuffer.Origin;
import java.util.function.Consumer;

/**
 * Segments in a row: many threads append at its end, one at a time takes from its beginning.
 *
 * <p>The end moves under the buffer's tail lock, the beginning under its head lock.
 */
final class SegmentRow {
  /** The lane's number, or negative where an earlier run made the segments. */
  final int lane;

  /** That run's resource, empty where it was not known; null for this run's. */
  final byte[] resource;

  volatile Segment writing; // null before the first segment and after a trim, as is reading
  volatile Segment reading;
  volatile int readOffset;

  /** How many records were taken last: the next batch has about as many. */
  private int lastTaken;

  private SegmentRow(int lane, byte[] resource) {
    this.lane = lane;
    this.resource = resource;
  }

  SegmentRow(int lane) {
    this(lane, null);
  }

  static SegmentRow ofEarlierRun(byte[] resource) {
    return new SegmentRow(-1, resource);
  }

  /** Makes {@code next} the segment that is written to. */
  void extend(Segment next) {
    Segment last = writing;
    if (last == null) {
      readOffset = next.start();
      reading = next;
    } else {
      last.seal();
      last.next = next;
    }
    writing = next;
  }

  /** Admits no entry to the last segment. */
  void seal() {
    Segment last = writing;
    if (last != null) {
      last.seal();
    }
  }

  /** Admits no entry to the last segment if everything is released; whether that was so. */
  boolean sealIfIdle() {
    Segment last = writing;
    return last != null && last.isIdle() && last.sealIfWritten(last.released);
  }

  /** Forgets its segments, of which everything is released. */
  void clear() {
    writing = null;
    reading = null;
  }

  /** Bytes that are not yet taken. */
  long backlogBytes() {
    Segment segment = reading;
    long bytes = -readOffset;
    for (; segment != null; segment = segment.next) {
      bytes += segment.end();
    }
    return Math.max(0, bytes);
  }

  /** The position behind the last record offered. */
  long writePosition() {
    Segment written = writing;
    return written == null ? 0 : written.position(written.end());
  }

  /** The position of the next record to be taken. */
  long readPosition() {
    while (true) {
      Segment read = reading;
      int offset = readOffset;
      boolean nothing = read == null || (isLast(read) && offset >= read.end());
      if (read == reading) {
        return nothing ? Long.MAX_VALUE : read.position(offset);
      }
    }
  }

  /** Whether it is not written to and nothing follows: what did was dropped. */
  private static boolean isLast(Segment segment) {
    return segment.isSealed() && segment.next == null;
  }

  /** Moves on to the next segment, if this one is sealed and read to its end. */
  boolean advance() {
    Segment read = reading;
    if (!read.isSealed() || readOffset < read.end() || read.next == null) {
      return false;
    }
    readOffset = read.next.start();
    reading = read.next;
    return true;
  }

  /**
   * The next records in order, of one origin, or null where none is committed.
   *
   * @param passed told of each segment that was read to its end
   */
  Batch take(int maxRecords, int maxBytes, Consumer<Segment> passed) {
    Segment segment = reading;
    if (segment == null) {
      return null; // a writer may make the first one just now, and say where it begins
    }
    Batch.Entries entries = new Batch.Entries(lastTaken);
    Origin origin = null;
    long bytes = 0;
    int at = readOffset;
    while (entries.size() < maxRecords) {
      if (!segment.isCommitted(at)) {
        readOffset = at; // not after each entry: a volatile store costs more than the look at one
        if (!advance()) {
          break; // nothing there, or an entry that is still being written
        }
        passed.accept(segment);
        segment = reading;
        at = readOffset;
        continue;
      }
      int extent = segment.extent(at);
      if (segment.isVoid(at)) {
        segment.released += extent;
      } else {
        int meta = segment.meta(at);
        int length = segment.length(at);
        int scopeAt = segment.scopeAt(at);
        int recordLength = Batch.Entries.length(segment, at, length, meta, scopeAt);
        boolean fits = bytes + recordLength <= maxBytes && Segment.origin(meta) == origin;
        if (entries.size() > 0 && !fits) {
          break;
        }
        origin = Segment.origin(meta);
        bytes += recordLength;
        entries.add(segment, at, length, meta, scopeAt);
      }
      at += extent;
    }
    readOffset = at;
    lastTaken = entries.size();
    return entries.in(this, bytes);
  }

  /**
   * Drops the oldest records that fill a segment of which nothing is being sent or written, and
   * takes that segment out; null where there is none. Under both locks.
   */
  Segment dropSegment(LossListener losses) {
    Segment before = null;
    int from = readOffset;
    for (Segment segment = reading; segment != null; segment = segment.next) {
      if (segment.released == from && segment.sealIfWritten(from)) {
        drop(segment, from, losses);
        remove(segment, before);
        return segment;
      }
      before = segment;
      from = 0; // nothing of those behind was taken
    }
    return null;
  }

  private static void drop(Segment segment, int from, LossListener losses) {
    int end = segment.end();
    for (int at = from; at < end; at += segment.extent(at)) {
      if (!segment.isVoid(at)) {
        losses.evicted(Segment.severity(segment.meta(at)));
        segment.release(at);
      }
    }
    segment.released = end;
  }

  private void remove(Segment segment, Segment before) {
    Segment next = segment.next;
    if (before != null) {
      before.next = next;
      writing = next == null ? before : writing;
    } else if (next != null) {
      readOffset = next.start();
      reading = next;
    } else {
      clear();
    }
  }
}
