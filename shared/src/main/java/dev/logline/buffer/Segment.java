package dev.logline.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of bytes that writers fill by compare-and-set.
 *
 * <pre>
 * entry:  8-aligned, little-endian
 *   int24  length   bytes of scope and record
 *   int8   state    0 free or being written, 1 committed, 2 void: an Error came between
 *   int32  meta     scope length << 8 | origin << 7 | severity
 *   bytes  scope    ScopeLogs without records
 *   bytes  record   LogRecord
 * </pre>
 *
 * <p>The tail is where the next entry goes; once negative the segment is sealed, and {@code ~tail}
 * is its end.
 */
abstract class Segment {
  static final int HEADER = 8;

  /** Where the state is in an entry. */
  static final int STATE = 3;

  static final byte COMMITTED = 1;
  static final byte VOID = 2;
  private static final int LENGTH = (1 << 24) - 1;
  private static final int SDK = 1 << 7;

  final ByteBuffer bytes;
  final long index;
  volatile Segment next;

  private final AtomicInteger tail = new AtomicInteger();

  /** Bytes of entries that were released; the shipper's own. */
  int released;

  Segment(ByteBuffer zeroed, long index) {
    this.bytes = zeroed.order(ByteOrder.LITTLE_ENDIAN);
    this.index = index;
  }

  /**
   * Sets the state of an entry whose other bytes are written: who sees the state sees them too.
   * Volatile, not release: the writer goes on to read whether the shipper sleeps, and that read
   * must not pass the store, or neither would see the other.
   */
  abstract void commit(int at, byte state);

  /** The state of an entry, read before anything else of it. */
  abstract byte state(int at);

  static int entrySize(int length) {
    return (HEADER + length + 7) & ~7;
  }

  /** Where an entry may be written, or -1 where the segment is full or sealed. */
  int reserve(int entrySize) {
    while (true) {
      int at = tail.get();
      if (at < 0 || entrySize > bytes.capacity() - at) {
        return -1;
      }
      if (tail.compareAndSet(at, at + entrySize)) {
        return at;
      }
    }
  }

  void write(int at, byte[] source, int length, int meta) {
    byte state = VOID;
    try {
      bytes.put(at + HEADER, source, 0, length);
      state = COMMITTED;
    } finally {
      bytes.putInt(at, length);
      bytes.putInt(at + Integer.BYTES, meta);
      commit(at, state);
    }
  }

  /** Admits no entry from here on. */
  void seal() {
    tail.updateAndGet(at -> at < 0 ? at : ~at);
  }

  boolean isSealed() {
    return tail.get() < 0;
  }

  /** Where the next entry would go, or the end of a sealed segment. */
  int end() {
    int at = tail.get();
    return at < 0 ? ~at : at;
  }

  /** Whether an entry stands at {@code at}, whole or void. */
  boolean isCommitted(int at) {
    return at + HEADER <= bytes.capacity() && state(at) != 0;
  }

  boolean isVoid(int at) {
    return bytes.get(at + STATE) == VOID;
  }

  int length(int at) {
    return bytes.getInt(at) & LENGTH;
  }

  static int meta(int scopeLength, int severity, RecordBuffer.Origin origin) {
    int sdk = origin == RecordBuffer.Origin.SDK ? SDK : 0;
    return (scopeLength << 8) | sdk | (severity & 0x3F);
  }

  int scopeLength(int at) {
    return bytes.getInt(at + Integer.BYTES) >>> 8;
  }

  RecordBuffer.Origin origin(int at) {
    return (bytes.getInt(at + Integer.BYTES) & SDK) == 0
        ? RecordBuffer.Origin.APPENDER
        : RecordBuffer.Origin.SDK;
  }

  int severity(int at) {
    return bytes.getInt(at + Integer.BYTES) & 0x3F;
  }
}
