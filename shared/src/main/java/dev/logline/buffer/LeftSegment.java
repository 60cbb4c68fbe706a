package dev.logline.buffer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A segment that an earlier run left, read into memory. Every entry whose checksum is right and
 * which was not released is in it; what lies between was unfinished, or is damaged, and is passed
 * over.
 */
final class LeftSegment extends Segment {
  /** So that garbage which looks like long entries costs no more than this. */
  private static final long MOST_WASTED_BYTES = 64L << 20;

  final Path file;
  private final byte[] array;
  private int[] starts = new int[64];
  private int count;
  private int damaged;

  LeftSegment(Path file, byte[] bytes, long index) {
    super(
        ByteBuffer.wrap(bytes, SpoolFormat.ENTRIES, bytes.length - SpoolFormat.ENTRIES).slice(),
        SpoolFormat.nonce(bytes),
        index);
    this.file = file;
    this.array = bytes;
    scan();
    released = start();
    sealAt(bytes.length - SpoolFormat.ENTRIES);
  }

  private void scan() {
    int end = bytes.capacity();
    long wasted = 0;
    boolean expected = true; // an entry here, or the end of all
    int at = 0;
    while (at + HEADER <= end) {
      int length = length(at);
      byte state = bytes.get(at + STATE);
      boolean possible = state != 0 && length > 0 && length <= end - at - HEADER;
      if (possible && isWhole(at, length)) {
        if (state != RELEASED && state != VOID) {
          add(at);
        }
        at += entrySize(length);
        expected = true;
        continue;
      }
      if (expected && state != 0 && state != VOID && state != RELEASED) {
        damaged++;
      }
      expected = false;
      wasted += possible ? length : 0;
      if (wasted > MOST_WASTED_BYTES) {
        return;
      }
      at += 8;
    }
    if (expected && at < end && bytes.get(at) != 0) {
      damaged++; // cut off within the first bytes of an entry
    }
  }

  private boolean isWhole(int at, int length) {
    int meta = meta(at);
    int crc = SpoolFormat.crc(array, SpoolFormat.ENTRIES + at + HEADER, length);
    return scopeLength(meta) <= length
        && bytes.getInt(at + 2 * Integer.BYTES)
            == SpoolFormat.checksum(nonce, at, length, meta, crc);
  }

  private void add(int at) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
    }
    starts[count++] = at;
  }

  /** How many places are damaged: at least as many records were lost there. */
  int damaged() {
    return damaged;
  }

  /** How many records are to be shipped. */
  int count() {
    return count;
  }

  /** Where the state of an entry is in the file. */
  static long fileOffset(int at) {
    return SpoolFormat.ENTRIES + (long) at + STATE;
  }

  @Override
  int start() {
    return count == 0 ? bytes.capacity() : starts[0];
  }

  @Override
  int extent(int at) {
    int i = Arrays.binarySearch(starts, 0, count, at);
    return (i + 1 < count ? starts[i + 1] : bytes.capacity()) - at;
  }

  @Override
  boolean isCommitted(int at) {
    return at < bytes.capacity();
  }

  @Override
  boolean isVoid(int at) {
    return false;
  }

  @Override
  byte state(int at) {
    return COMMITTED;
  }

  @Override
  void commit(int at, byte state) {
    throw new UnsupportedOperationException("nobody writes here");
  }

  @Override
  void write(int at, byte[] source, int from, int length, int meta, int scopeAt) {
    throw new UnsupportedOperationException("nobody writes here");
  }

  @Override
  boolean isDurable() {
    return true;
  }
}
