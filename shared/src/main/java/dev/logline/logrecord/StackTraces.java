package dev.logline.logrecord;

import dev.logline.buffer.RepeatedBytes;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Renders a throwable as {@link Throwable#printStackTrace()} does, with causes and suppressed ones,
 * within bounds: {@value #DEPTH} throwables deep, {@value #FRAMES} frames each (the first and the
 * last of them), {@value #LENGTH} characters in all. Cycles are marked, and nothing that the
 * throwable throws gets out.
 *
 * <p>Straight into bytes, and made to be used again: the text of a frame is most of the work, and
 * an application's frames repeat.
 */
final class StackTraces {
  static final int DEPTH = 32;
  static final int FRAMES = 256;
  static final int LENGTH = 64 * 1024 - 256;
  private static final StackTraceElement[] NONE = {};

  /** No character takes more bytes: text of more than these is too long. */
  private static final int ENOUGH = 3 * LENGTH;

  private final FrameTexts frameTexts = new FrameTexts();
  private final TraceTexts traceTexts = new TraceTexts();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>(4));

  private ProtoWriter text; // these four while one is rendered
  private int start;
  private boolean mayLeaveOut; // once
  private RepeatedBytes leftOut;

  /**
   * Appends a stack trace, lines ended by {@code \n}, as UTF-8; nothing of it is cut yet.
   *
   * @param onlyNew whether lines that were there before may be left out
   * @return what was left out, with its position in {@code out}; null where nothing was
   */
  RepeatedBytes render(Throwable thrown, ProtoWriter out, boolean onlyNew) {
    text = out;
    start = out.size();
    mayLeaveOut = onlyNew;
    leftOut = null;
    try {
      print(thrown, "", "", NONE, 0);
      return leftOut;
    } finally {
      text = null;
      leftOut = null;
      seen.clear(); // nothing of the application's is kept
    }
  }

  /** Whether something has to be cut from so many bytes. */
  static boolean isLong(int bytes, RecordLimits limits) {
    return bytes > Math.min(LENGTH, limits.attributeValueLength());
  }

  /** What was rendered from {@code from} on, cut. */
  static String cut(ProtoWriter out, int from, RecordLimits limits) {
    String all = new String(out.array(), from, out.size() - from, StandardCharsets.UTF_8);
    return limits.cutValue(RecordLimits.cut(all, LENGTH));
  }

  private void print(
      Throwable thrown, String indent, String caption, StackTraceElement[] outer, int depth) {
    if (text.size() - start > ENOUGH) {
      return;
    }
    append(indent, caption);
    if (!seen.add(thrown)) {
      append("[CIRCULAR REFERENCE: ", describe(thrown), "]\n");
      return;
    }
    if (depth >= DEPTH) {
      append("[", thrown.getClass().getName(), ": deeper than " + DEPTH + "]\n");
      return;
    }
    append(describe(thrown), "\n");
    StackTraceElement[] frames = frames(thrown);
    int inCommon = inCommon(frames, outer);
    printFrames(frames, frames.length - inCommon, indent);
    if (inCommon > 0) {
      append(indent, "\t... ");
      text.appendDecimal(inCommon);
      append(" more\n");
    }
    for (Throwable suppressed : suppressed(thrown)) {
      print(suppressed, indent + "\t", "Suppressed: ", frames, depth + 1);
    }
    Throwable cause = cause(thrown);
    if (cause != null) {
      print(cause, indent, "Caused by: ", frames, depth + 1);
    }
  }

  private void printFrames(StackTraceElement[] frames, int count, String indent) {
    if (count == 0 || count > FRAMES || !indent.isEmpty()) {
      printEachFrame(frames, count, indent);
      return;
    }
    RepeatedBytes known = traceTexts.find(frames, count);
    if (known != null && mayLeaveOut && known.length() >= RepeatedBytes.LEAST) {
      known.moveTo(text.size());
      leftOut = known;
      mayLeaveOut = false;
    } else if (known != null) {
      text.append(known.array(), 0, known.length());
    } else {
      int from = text.size();
      printEachFrame(frames, count, indent);
      traceTexts.keep(frames, count, text.array(), from, text.size());
    }
  }

  private void printEachFrame(StackTraceElement[] frames, int count, String indent) {
    boolean gap = count > FRAMES;
    int head = gap ? FRAMES / 2 : count;
    for (int i = 0; i < head; i++) {
      printFrame(frames[i], indent);
    }
    if (gap) {
      append(indent, "\t... " + (count - FRAMES) + " frames truncated\n");
      for (int i = count - FRAMES / 2; i < count; i++) {
        printFrame(frames[i], indent);
      }
    }
  }

  private void printFrame(StackTraceElement frame, String indent) {
    append(indent);
    byte[] line = frameTexts.of(frame);
    text.append(line, 0, line.length);
  }

  private void append(String first, String second) {
    append(first);
    append(second);
  }

  private void append(String first, String second, String third) {
    append(first, second);
    append(third);
  }

  private void append(String part) {
    if (!part.isEmpty()) {
      text.appendText(part.length() > ENOUGH ? part.substring(0, ENOUGH) : part);
    }
  }

  /** How many frames, from the bottom, a cause shares with what it caused. */
  private static int inCommon(StackTraceElement[] frames, StackTraceElement[] outer) {
    int shared = 0;
    while (shared < frames.length
        && shared < outer.length
        && frames[frames.length - 1 - shared].equals(outer[outer.length - 1 - shared])) {
      shared++;
    }
    return shared;
  }

  private static String describe(Throwable thrown) {
    try {
      return String.valueOf(thrown.toString()); // which may be null
    } catch (Throwable e) {
      return Texts.failed("toString", thrown, e);
    }
  }

  private static StackTraceElement[] frames(Throwable thrown) {
    try {
      StackTraceElement[] frames = thrown.getStackTrace();
      return frames == null || hasHole(frames) ? NONE : frames;
    } catch (Throwable e) {
      return NONE;
    }
  }

  private static boolean hasHole(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      if (frame == null) {
        return true;
      }
    }
    return false;
  }

  private static Throwable[] suppressed(Throwable thrown) {
    return thrown.getSuppressed(); // final in Throwable: nothing of the application's runs
  }

  private static Throwable cause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable e) {
      return null;
    }
  }
}
