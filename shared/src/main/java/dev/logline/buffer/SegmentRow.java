package dev.logline.buffer;

/**
 * Segments in a row: many threads append at its end, one at a time takes from its beginning.
 *
 * <p>The end moves under the buffer's tail lock, the beginning under its head lock.
 */
final class SegmentRow {
  final int lane;
  volatile Segment writing; // null before the first segment and after a trim, as is reading
  volatile Segment reading;
  volatile int readOffset;

  SegmentRow(int lane) {
    this.lane = lane;
  }

  /** Makes {@code next} the segment that is written to. */
  void extend(Segment next) {
    Segment last = writing;
    if (last == null) {
      readOffset = 0;
      reading = next;
    } else {
      last.seal();
      next.begin = last.begin + last.end();
      last.next = next;
    }
    writing = next;
  }

  /** Bytes that are not yet taken. */
  long backlogBytes() {
    Segment read = reading;
    int offset = readOffset;
    Segment written = writing;
    if (read == null || written == null) {
      return 0;
    }
    return Math.max(0, written.begin + written.end() - read.begin - offset);
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
      if (read == reading) {
        return read == null ? Long.MAX_VALUE : read.position(offset);
      }
    }
  }

  /** Moves on to the next segment, if this one is sealed and read to its end. */
  boolean advance() {
    Segment read = reading;
    if (!read.isSealed() || readOffset < read.end() || read.next == null) {
      return false;
    }
    readOffset = 0;
    reading = read.next;
    return true;
  }
}
