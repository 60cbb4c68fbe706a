package dev.logline.logrecord;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Renders a throwable as {@link Throwable#printStackTrace()} does, with causes and suppressed ones,
 * within bounds: {@value #DEPTH} throwables deep, {@value #FRAMES} frames each (the first and the
 * last of them), {@value #LENGTH} characters in all. Cycles are marked, and nothing that the
 * throwable throws gets out.
 */
public final class StackTraces {
  static final int DEPTH = 32;
  static final int FRAMES = 256;
  static final int LENGTH = 64 * 1024 - 256;
  private static final StackTraceElement[] NONE = {};

  private final StringBuilder text = new StringBuilder(2048);
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private StackTraces() {}

  /** The stack trace as text, lines ended by {@code \n}. */
  public static String render(Throwable thrown) {
    StackTraces traces = new StackTraces();
    traces.print(thrown, "", "", NONE, 0);
    return RecordLimits.cut(traces.text.toString(), LENGTH);
  }

  private void print(
      Throwable thrown, String indent, String caption, StackTraceElement[] outer, int depth) {
    if (text.length() > LENGTH) {
      return;
    }
    text.append(indent).append(caption);
    if (!seen.add(thrown)) {
      text.append("[CIRCULAR REFERENCE: ").append(describe(thrown)).append("]\n");
      return;
    }
    if (depth >= DEPTH) {
      text.append("[").append(thrown.getClass().getName()).append(": deeper than ");
      text.append(DEPTH).append("]\n");
      return;
    }
    text.append(describe(thrown)).append('\n');
    StackTraceElement[] frames = frames(thrown);
    int inCommon = inCommon(frames, outer);
    printFrames(frames, frames.length - inCommon, indent);
    if (inCommon > 0) {
      text.append(indent).append("\t... ").append(inCommon).append(" more\n");
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
    boolean gap = count > FRAMES;
    int head = gap ? FRAMES / 2 : count;
    for (int i = 0; i < head; i++) {
      text.append(indent).append("\tat ").append(frames[i]).append('\n');
    }
    if (gap) {
      text.append(indent).append("\t... ").append(count - FRAMES).append(" frames truncated\n");
      for (int i = count - FRAMES / 2; i < count; i++) {
        text.append(indent).append("\tat ").append(frames[i]).append('\n');
      }
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
      return thrown.toString();
    } catch (Throwable e) {
      return Texts.failed("toString", thrown, e);
    }
  }

  private static StackTraceElement[] frames(Throwable thrown) {
    try {
      StackTraceElement[] frames = thrown.getStackTrace();
      return frames == null || Arrays.asList(frames).contains(null) ? NONE : frames;
    } catch (Throwable e) {
      return NONE;
    }
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
