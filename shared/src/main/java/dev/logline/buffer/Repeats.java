package dev.logline.buffer;

/**
 * What a record that is being written has of bytes that came before: its scope, which it begins
 * with, and lines of its stack trace, which it leaves out.
 *
 * <p>A segment in memory keeps each with the first record of the writer that has it, and later ones
 * refer to where it stands there. One in a file keeps every record whole, so that no damage costs
 * more than what it touches.
 *
 * <p>Of its writer, and no more thread-safe than that.
 */
public final class Repeats {
  private RepeatedBytes scope;
  private RepeatedBytes leftOut;

  /**
   * Begins another record.
   *
   * @param scope what it begins with, or null where that is not known
   */
  public void begin(RepeatedBytes scope) {
    this.scope = scope;
    leftOut = null;
  }

  /** Says what the record leaves out. */
  public void leaveOut(RepeatedBytes bytes) {
    leftOut = bytes;
  }

  /** Bytes that the record leaves out. */
  public int leftOut() {
    return leftOut == null ? 0 : leftOut.length();
  }

  /** Bytes of an entry in that segment, null for a new one, of a record with so many others. */
  int entryLength(Segment segment, int others) {
    int own = stands(scope, segment) ? others - scope.length() : others;
    return leftOut == null ? own : own + lengthOfLines(segment);
  }

  private int lengthOfLines(Segment segment) {
    return stands(leftOut, segment) ? Reference.BYTES : leftOut.length();
  }

  private static boolean stands(RepeatedBytes bytes, Segment segment) {
    return bytes != null && segment != null && bytes.nonce == segment.nonce && bytes.place >= 0;
  }

  /** Whether the scope alone came before, and stands in that segment. */
  boolean isScopeThere(Segment segment) {
    return leftOut == null && stands(scope, segment);
  }

  /** Where it does. */
  int scopeAt() {
    return scope.place;
  }

  /** Writes that entry where it was reserved. */
  void write(Segment segment, int at, byte[] others, int length, int meta) {
    boolean mayRefer = !segment.isDurable();
    boolean scopeStands = stands(scope, segment);
    boolean linesStand = stands(leftOut, segment);
    byte[] entry = others;
    int end = length;
    int flags = meta;
    if (linesStand) {
      int position = leftOut.position() - Segment.scopeLength(meta);
      entry = Reference.append(others, length, position, leftOut);
      end = length + Reference.BYTES;
      flags |= Reference.FLAG;
    } else if (leftOut != null) {
      entry = leftOut.insertedInto(others, length);
      end = entry.length;
    }
    int from = scopeStands ? scope.length() : 0;
    int lines = leftOut == null ? 0 : at + Segment.HEADER + leftOut.position() - from;
    segment.write(at, entry, from, end - from, flags, scopeStands ? scope.place : 0);
    // The entry is written: no call from here on, for the stack may end at one.
    if (mayRefer && scope != null && !scopeStands) {
      scope.nonce = segment.nonce;
      scope.place = at + Segment.HEADER;
    }
    if (mayRefer && leftOut != null && !linesStand) {
      leftOut.nonce = segment.nonce;
      leftOut.place = lines;
    }
  }
}
