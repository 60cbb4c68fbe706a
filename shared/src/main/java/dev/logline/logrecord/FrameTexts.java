package dev.logline.logrecord;

/**
 * The texts of stack frames, of which the last ones are known by heart: making one costs more than
 * all the rest that is done for a frame.
 */
final class FrameTexts {
  private static final int KNOWN = 256; // a power of two

  /** A longer one is not worth its memory. */
  private static final int LONGEST = 512;

  private final StackTraceElement[] frames = new StackTraceElement[KNOWN];
  private final byte[][] texts = new byte[KNOWN][];

  /** The line of a frame in UTF-8, as {@link Throwable#printStackTrace()} has it. */
  byte[] of(StackTraceElement frame) {
    int slot = slot(frame);
    StackTraceElement known = frames[slot];
    if (known != null && known.equals(frame)) {
      return texts[slot];
    }
    byte[] text = Utf8.encode("\tat " + frame + "\n");
    if (text.length <= LONGEST) {
      frames[slot] = frame;
      texts[slot] = text;
    }
    return text;
  }

  /** Of what mostly differs between frames; a name keeps its hash, but it has to be looked up. */
  private static int slot(StackTraceElement frame) {
    int hash = frame.getMethodName().hashCode() * 31 + frame.getLineNumber();
    return (hash ^ hash >>> 16) & (KNOWN - 1);
  }
}
