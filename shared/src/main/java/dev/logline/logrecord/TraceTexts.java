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
  RepeatedBytes find(Thrown thrown, int count) {
    int slot = slot(thrown, count);
    StackTraceElement[] known = traces[slot];
    return known != null && known.length == count && startsWith(thrown, known) ? texts[slot] : null;
  }

  /** Remembers the lines of the first {@code count} frames. */
  void keep(Thrown thrown, int count, byte[] array, int from, int to) {
    if (to - from <= LONGEST) {
      int slot = slot(thrown, count);
      traces[slot] = frames(thrown, count);
      texts[slot] = new RepeatedBytes(Arrays.copyOfRange(array, from, to));
    }
  }

  private static StackTraceElement[] frames(Thrown thrown, int count) {
    StackTraceElement[] frames = new StackTraceElement[count];
    Arrays.setAll(frames, thrown::frame);
    return frames;
  }

  /** From the top, where most traces differ. */
  private static boolean startsWith(Thrown thrown, StackTraceElement[] known) {
    for (int i = 0; i < known.length; i++) {
      if (!known[i].equals(thrown.frame(i))) {
        return false;
      }
    }
    return true;
  }

  private static int slot(Thrown thrown, int count) {
    StackTraceElement top = thrown.frame(0);
    int hash = (top.getMethodName().hashCode() * 31 + top.getLineNumber()) * 31 + count;
    return (hash ^ hash >>> 16) & (KNOWN - 1);
  }
}
