package dev.logline.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fixed number of bytes that writers fill by compare-and-set.
 *
 * <pre>
 * entry:  8-aligned, little-endian
 *   int24  length   bytes of scope, record and reference
 *   int8   state    0 free or being written, else one of those below
 *   int32  meta     scope length << 8 | origin << 7 | has a reference << 6 | severity
 *   int32  checksum where the segment is in a file, else where the scope stands, or 0 for here
 *   bytes  scope    ScopeLogs without records, unless it stands elsewhere
 *   bytes  record   LogRecord, and a {@link Reference} where some of it stands elsewhere
 * </pre>
 *
 * <p>The tail is where the next entry goes; once negative the segment is sealed, and {@code ~tail}
 * is its end.
 */
abstract class Segment {
  static final int HEADER = 12;

  /** Where the state is in an entry. */
  static final int STATE = 3;

  static final byte COMMITTED = 0x5A;

  /** An Error came between. */
  static final byte VOID = 0x3C;

  /** Delivered, or counted as lost. */
  static final byte RELEASED = (byte) 0xC3;

  static final int LENGTH = (1 << 24) - 1;
  private static final int SDK = 1 << 7;

  final ByteBuffer bytes;
  final long index;
  volatile Segment next;

  /** Up to where entries may go that are not urgent; this and the next move under the tail lock. */
  private volatile int commonLimit;

  /** Up to where those may go that have waited. */
  private volatile int waitedLimit;

  private final AtomicInteger tail = new AtomicInteger();

  /** Bytes of entries that were released; guarded by the buffer's head lock. */
  int released;

  /** Up to where all entries are known to be written; guarded by the same. */
  private int written;

  /** Position and length of each entry whose writer met an error between reserving and writing. */
  volatile int[] torn = {};

  /** A number that no other segment has, here or elsewhere. */
  final long nonce;

  Segment(ByteBuffer bytes, long nonce, long index) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.nonce = nonce;
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

  /** Notes that an entry is delivered, or counted as lost. */
  void release(int at) {}

  /** Whether what was not released is left in its file; guarded by the buffer's head lock. */
  boolean left;

  /** Whether its entries survive the end of the process. */
  boolean isDurable() {
    return false;
  }

  /** Where the first entry is. */
  int start() {
    return 0;
  }

  /** Bytes from an entry to the next. */
  int extent(int at) {
    return entrySize(length(at));
  }

  static int entrySize(int length) {
    return (HEADER + length + 7) & ~7;
  }

  /** A place in the order in which segments were opened, as one number. */
  long position(int offset) {
    return index << 32 | offset;
  }

  /** Sets up to where entries may go, in a buffer of which so much is in use beside this one. */
  void limit(long capacity, long others) {
    commonLimit = (int) Math.min(bytes.capacity(), Share.COMMON.left(capacity, others));
    waitedLimit = (int) Math.min(bytes.capacity(), Share.WAITED.left(capacity, others));
  }

  private int limit(Share share) {
    return share == Share.COMMON
        ? commonLimit
        : share == Share.WAITED ? waitedLimit : bytes.capacity();
  }

  /** Where an entry may be written, or -1 where the segment is full or sealed. */
  int reserve(int entrySize, Share share) {
    int limit = limit(share);
    while (true) {
      int at = tail.get();
      if (at < 0 || entrySize > limit - at) {
        return -1;
      }
      if (tail.compareAndSet(at, at + entrySize)) {
        return at;
      }
    }
  }

  /** Whether an urgent entry of this size would be admitted. */
  boolean hasRoom(int entrySize) {
    int at = tail.get();
    return at >= 0 && entrySize <= bytes.capacity() - at;
  }

  /**
   * Writes an entry where it was reserved.
   *
   * @param from where its {@code length} bytes begin in {@code source}
   * @param scopeAt where its scope stands in this segment, if it is in memory; 0 for in those bytes
   */
  abstract void write(int at, byte[] source, int from, int length, int meta, int scopeAt);

  /** Where the scope of an entry is. */
  int scopeAt(int at) {
    return at + HEADER;
  }

  /** Admits no entry from here on. */
  void seal() {
    tail.updateAndGet(at -> at < 0 ? at : ~at);
  }

  /**
   * Admits no entry from here on, if there are any and all from {@code from} on are written. Under
   * the buffer's head lock.
   */
  boolean sealIfWritten(int from) {
    written = Math.max(written, from);
    while (true) {
      int at = tail.get();
      int end = at < 0 ? ~at : at;
      while (written < end && isCommitted(written)) {
        written += extent(written);
      }
      if (written < end || at == 0) {
        return false;
      }
      if (at < 0 || tail.compareAndSet(at, ~at)) {
        return true;
      }
    }
  }

  /** Whether all that was admitted is released, for certain under the buffer's head lock. */
  boolean isIdle() {
    return released == end();
  }

  /** Admits no entry, and ends at {@code end}. */
  void sealAt(int end) {
    tail.set(~end);
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
    return at + HEADER <= bytes.capacity() && (state(at) != 0 || voidTorn(at));
  }

  /** Makes a torn entry void; false where the entry at {@code at} is not torn. */
  private boolean voidTorn(int at) {
    int[] entries = torn;
    for (int i = 0; i < entries.length; i += 2) {
      if (entries[i] == at) {
        bytes.putInt(at, entries[i + 1]);
        commit(at, VOID);
        return true;
      }
    }
    return false;
  }

  /** Copies {@code length} bytes from {@code at} on. */
  void copy(int at, byte[] target, int to, int length) {
    bytes.get(at, target, to, length);
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

  int meta(int at) {
    return bytes.getInt(at + Integer.BYTES);
  }

  static int scopeLength(int meta) {
    return meta >>> 8;
  }

  static RecordBuffer.Origin origin(int meta) {
    return (meta & SDK) == 0 ? RecordBuffer.Origin.APPENDER : RecordBuffer.Origin.SDK;
  }

  static int severity(int meta) {
    return meta & 0x3F;
  }
}
