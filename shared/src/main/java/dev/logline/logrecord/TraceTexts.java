package dev.logline.logrecord;

import dev.logline.buffer.RepeatedBytes;
import java.util.Arrays;

/**
 * The lines of whole stack traces, of which the last ones are known by heart: an application throws
 * from few places, and to see that a trace is the same costs less than to find each of its lines.
 */
final class TraceTexts {
  private static final int KNOWN = 16; // a power of two

  /** A longer one is not worth its memory. */
  private static final int LONGEST = 4 * 1024;

  private final StackTraceElement[][] traces = new StackTraceElement[KNOWN][];
  private final RepeatedBytes[] texts = new RepeatedBytes[KNOWN];

  /** The lines of the first {@code count} frames in UTF-8, or null where they are not known. */
  RepeatedBytes find(StackTraceElement[] frames, int count) {
    int slot = slot(frames, count);
    StackTraceElement[] known = traces[slot];
    return known != null && known.length == count && startsWith(frames, known) ? texts[slot] : null;
  }

  /** Remembers the lines of the first {@code count} frames. */
  void keep(StackTraceElement[] frames, int count, byte[] array, int from, int to) {
    if (to - from <= LONGEST) {
      int slot = slot(frames, count);
      traces[slot] = Arrays.copyOf(frames, count);
      texts[slot] = new RepeatedBytes(Arrays.copyOfRange(array, from, to));
    }
  }

  /** From the top, where most traces differ. */
  private static boolean startsWith(StackTraceElement[] frames, StackTraceElement[] known) {
    for (int i = 0; i < known.length; i++) {
      if (!known[i].equals(frames[i])) {
        return false;
      }
    }
    return true;
  }

  private static int slot(StackTraceElement[] frames, int count) {
    StackTraceElement top = frames[0];
    int hash = (top.getMethodName().hashCode() * 31 + top.getLineNumber()) * 31 + count;
    return (hash ^ hash >>> 16) & (KNOWN - 1);
  }
}
