package dev.logline.buffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What stands behind the bytes of an entry that shares some with an earlier one of its segment.
 *
 * <pre>
 *   int32  position  in scope and record, where they belong
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
  static byte[] append(byte[] entry, int length, int position, int place, int shared) {
    boolean fits = entry.length - length >= BYTES;
    byte[] result = fits ? entry : Arrays.copyOf(entry, length + BYTES);
    ByteBuffer.wrap(result)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(length, position)
        .putInt(length + 4, place)
        .putInt(length + 8, shared);
    return result;
  }

  /** Bytes of scope and record of an entry with a reference. */
  static int recordLength(Segment segment, int at) {
    int reference = of(segment, at);
    return segment.length(at) - BYTES + segment.bytes.getInt(reference + 8);
  }

  /** Copies {@code length} of those bytes, from {@code start}. */
  static void copy(Segment segment, int at, int start, byte[] target, int to, int length) {
    ByteBuffer bytes = segment.bytes;
    int reference = of(segment, at);
    int position = bytes.getInt(reference);
    int place = bytes.getInt(reference + 4);
    int shared = bytes.getInt(reference + 8);
    int own = at + Segment.HEADER;
    int behind = position + shared;
    int end = start + length;
    for (int from = start; from < end; ) {
      int until;
      int source;
      if (from < position) {
        until = Math.min(end, position);
        source = own + from;
      } else if (from < behind) {
        until = Math.min(end, behind);
        source = place + from - position;
      } else {
        until = end;
        source = own + from - shared;
      }
      bytes.get(source, target, to + from - start, until - from);
      from = until;
    }
  }

  private static int of(Segment segment, int at) {
    return at + Segment.HEADER + segment.length(at) - BYTES;
  }
}
