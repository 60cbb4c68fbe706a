package dev.logline.buffer;

import java.util.Arrays;

/**
 * Bytes that record after record of one writer contains, such as its scope or the lines of a stack
 * trace, and where they stand in a segment in memory.
 *
 * <p>Of its writer, and no more thread-safe than that.
 */
public final class RepeatedBytes {
  /** Fewer are not worth the reference. */
  public static final int LEAST = 256;

  private final byte[] bytes;
  private int position; // in the record that is being written

  long nonce; // of the segment they stand in
  int place = -1; // where, or nowhere yet

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

  /** The first {@code length} bytes of a record with these where they belong. */
  byte[] insertedInto(byte[] others, int length) {
    byte[] whole = Arrays.copyOf(others, length + bytes.length);
    System.arraycopy(bytes, 0, whole, position, bytes.length);
    int behind = position + bytes.length;
    System.arraycopy(others, position, whole, behind, length - position);
    return whole;
  }
}
