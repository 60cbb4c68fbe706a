package dev.logline.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of bytes that writers fill by compare-and-set.
 *
 * <pre>
 * entry:  8-aligned
 *   int32  length   the commit word: 0 free or being written, else bytes of scope and record
 *   int32  meta     scope length << 8 | origin << 7 | void << 6 | severity
 *   bytes  scope    ScopeLogs without records
 *   bytes  record   LogRecord
 * </pre>
 *
 * <p>The tail is where the next entry goes; once negative the segment is sealed, and {@code ~tail}
 * is its end.
 */
final class Segment {
  static final int HEADER = 8;
  private static final int VOID = 1 << 6;
  private static final int SDK = 1 << 7;
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  final ByteBuffer bytes;
  final long index;
  volatile Segment next;

  private final AtomicInteger tail = new AtomicInteger();

  /** Bytes of entries that were released; the shipper's own. */
  int released;

  Segment(ByteBuffer zeroed, long index) {
    this.bytes = zeroed.order(ByteOrder.nativeOrder());
    this.index = index;
  }

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
    int committed = meta | VOID;
    try {
      bytes.put(at + HEADER, source, 0, length);
      committed = meta;
    } finally {
      bytes.putInt(at + Integer.BYTES, committed); // void where an Error came between
      // Volatile, not release: the writer goes on to read whether the shipper sleeps, and that read
      // must not pass the store, or neither would see the other.
      INT.setVolatile(bytes, at, length);
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

  /** The length of the committed entry at {@code at}, or 0 where there is none yet. */
  int committedLength(int at) {
    return at + HEADER <= bytes.capacity() ? (int) INT.getAcquire(bytes, at) : 0;
  }

  int length(int at) {
    return bytes.getInt(at);
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

  boolean isVoid(int at) {
    return (bytes.getInt(at + Integer.BYTES) & VOID) != 0;
  }

  int severity(int at) {
    return bytes.getInt(at + Integer.BYTES) & 0x3F;
  }
}
