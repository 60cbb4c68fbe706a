package dev.logline.buffer;

import java.util.Arrays;

/**
 * Bytes that record after record of one writer contains, such as the lines of a stack trace. A
 * record that is offered with them leaves them out: a segment in memory keeps them with the first
 * such record, and later ones refer to where they stand there. One in a file keeps every record
 * whole, so that no damage costs more than what it touches.
 *
 * <p>Of its writer, and no more thread-safe than that.
 */
public final class RepeatedBytes {
  /** Fewer are not worth the reference. */
  public static final int LEAST = 256;

  private final byte[] bytes;
  private int position; // in the record that is being written

  private long nonce; // of the segment they stand in
  private int place = -1; // where, or nowhere yet

  /**
   * @param bytes not copied
   */
  public RepeatedBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Not a copy. */
  public byte[] array() {
    return bytes;
  }

  public int length() {
    return bytes.length;
  }

  /** Says where they belong in the record that is being written: before that byte of the others. */
  public void moveTo(int position) {
    this.position = position;
  }

  /** Where they belong in the record that is being written. */
  public int position() {
    return position;
  }

  /** Bytes of an entry in that segment, null for a new one, of a record with so many others. */
  int entryLength(Segment segment, int others) {
    return others + (standIn(segment) ? Reference.BYTES : bytes.length);
  }

  private boolean standIn(Segment segment) {
    return segment != null && place >= 0 && nonce == segment.nonce;
  }

  /** Writes that entry where it was reserved. */
  void write(Segment segment, int at, byte[] others, int length, int meta) {
    if (standIn(segment)) {
      byte[] entry = Reference.append(others, length, position, place, bytes.length);
      segment.write(at, entry, length + Reference.BYTES, meta | Reference.FLAG);
      return;
    }
    segment.write(at, whole(others, length), length + bytes.length, meta);
    if (!segment.isDurable()) {
      nonce = segment.nonce;
      place = at + Segment.HEADER + position;
    }
  }

  private byte[] whole(byte[] others, int length) {
    byte[] whole = Arrays.copyOf(others, length + bytes.length);
    System.arraycopy(bytes, 0, whole, position, bytes.length);
    int behind = position + bytes.length;
    System.arraycopy(others, position, whole, behind, length - position);
    return whole;
  }
}
