package dev.logline.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What stands behind the bytes of an entry that shares some with an earlier one of its segment.
 *
 * <pre>
 *   int32  position  in the record, where they belong
 *   int32  place     in the segment, where they stand
 *   int32  length    how many they are
 * </pre>
 */
final class Reference {
  static final int BYTES = 3 * Integer.BYTES;

  /** Of an entry's meta. */
  static final int FLAG = 1 << 6;

  private Reference() {}

  static boolean isIn(int meta) {
    return (meta & FLAG) != 0;
  }

  /** {@code entry} with a reference behind {@code length}, in the same array if there is room. */
  static byte[] append(byte[] entry, int length, int position, RepeatedBytes shared) {
    boolean fits = entry.length - length >= BYTES;
    byte[] result = fits ? entry : Arrays.copyOf(entry, length + BYTES);
    ByteBuffer.wrap(result)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(length, position)
        .putInt(length + 4, shared.place)
        .putInt(length + 8, shared.length());
    return result;
  }

  /** Bytes that the entry at {@code at} refers to. */
  static int shared(Segment segment, int at) {
    return segment.bytes.getInt(at + Segment.HEADER + segment.length(at) - BYTES + 8);
  }

  /**
   * Copies a record with the bytes it refers to, of which {@code length}, the reference included,
   * are at {@code at}.
   */
  static void copy(Segment segment, int at, int length, byte[] target, int to) {
    ByteBuffer bytes = segment.bytes;
    int own = length - BYTES;
    int position = bytes.getInt(at + own);
    int place = bytes.getInt(at + own + 4);
    int shared = bytes.getInt(at + own + 8);
    segment.copy(at, target, to, position);
    segment.copy(place, target, to + position, shared);
    segment.copy(at + position, target, to + position + shared, own - position);
  }
}
