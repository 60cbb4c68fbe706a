package dev.logline.logrecord;

import dev.logline.buffer.RepeatedBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

  /** No character takes more bytes: text of more than these is too long. */
  private static final int ENOUGH = 3 * LENGTH;

  private static final byte[] CAUSE = Utf8.encode("Caused by: ");
  private static final byte[] SUPPRESSED = Utf8.encode("Suppressed: ");
  private static final byte[] IN_COMMON = Utf8.encode("\t... ");
  private static final byte[] MORE = Utf8.encode(" more\n");
  private static final byte[] NEW_LINE = {'\n'};
  private static final byte[] NOTHING = {};

  private final FrameTexts frameTexts = new FrameTexts();
  private final TraceTexts traceTexts = new TraceTexts();

  /** Those met while one is rendered; as a rule a throwable and its cause, so no set is asked. */
  private final Throwable[] seen = new Throwable[8];

  private int seenCount;
  private final Set<Throwable> alsoSeen = Collections.newSetFromMap(new IdentityHashMap<>(4));

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
  RepeatedBytes render(Thrown thrown, ProtoWriter out, boolean onlyNew) {
    text = out;
    start = out.size();
    mayLeaveOut = onlyNew;
    leftOut = null;
    try {
      print(thrown, "", NOTHING, 0);
      return leftOut;
    } finally {
      text = null;
      leftOut = null;
      forgetSeen(); // nothing of the application's is kept
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

  private void print(Thrown thrown, String indent, byte[] caption, int depth) {
    if (text.size() - start > ENOUGH) {
      return;
    }
    append(indent);
    append(caption);
    Throwable throwable = thrown.throwable();
    if (!isNew(throwable)) {
      append("[CIRCULAR REFERENCE: ", describe(throwable), "]\n");
      return;
    }
    if (depth >= DEPTH) {
      append("[", throwable.getClass().getName(), ": deeper than " + DEPTH + "]\n");
      return;
    }
    append(describe(throwable));
    append(NEW_LINE);
    int inCommon = thrown.framesInCommon();
    printFrames(thrown, thrown.frameCount() - inCommon, indent);
    if (inCommon > 0) {
      append(indent);
      append(IN_COMMON);
      text.appendDigits(inCommon);
      append(MORE);
    }
    for (Thrown suppressed : thrown.suppressed()) {
      print(suppressed, indent + "\t", SUPPRESSED, depth + 1);
    }
    Thrown cause = thrown.cause();
    if (cause != null) {
      print(cause, indent, CAUSE, depth + 1);
    }
  }

  @SuppressWarnings("ReferenceEquality") // equals would be the application's
  private boolean isNew(Throwable throwable) {
    for (int i = 0; i < seenCount; i++) {
      if (seen[i] == throwable) {
        return false;
      }
    }
    if (seenCount == seen.length) {
      return alsoSeen.add(throwable);
    }
    seen[seenCount++] = throwable;
    return true;
  }

  private void forgetSeen() {
    if (seenCount == seen.length) {
      alsoSeen.clear();
    }
    Arrays.fill(seen, 0, seenCount, null);
    seenCount = 0;
  }

  private void printFrames(Thrown thrown, int count, String indent) {
    if (count == 0 || count > FRAMES || !indent.isEmpty()) {
      printEachFrame(thrown, count, indent);
      return;
    }
    RepeatedBytes known = traceTexts.find(thrown, count);
    if (known != null && mayLeaveOut && known.length() >= RepeatedBytes.LEAST) {
      known.moveTo(text.size());
      leftOut = known;
      mayLeaveOut = false;
    } else if (known != null) {
      text.append(known.array(), 0, known.length());
    } else {
      int from = text.size();
      printEachFrame(thrown, count, indent);
      traceTexts.keep(thrown, count, text.array(), from, text.size());
    }
  }

  private void printEachFrame(Thrown thrown, int count, String indent) {
    boolean gap = count > FRAMES;
    int head = gap ? FRAMES / 2 : count;
    for (int i = 0; i < head; i++) {
      printFrame(thrown.frame(i), indent);
    }
    if (gap) {
      append(indent, "\t... " + (count - FRAMES) + " frames truncated\n");
      for (int i = count - FRAMES / 2; i < count; i++) {
        printFrame(thrown.frame(i), indent);
      }
    }
  }

  private void printFrame(StackTraceElement frame, String indent) {
    append(indent);
    append(frameTexts.of(frame));
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

  private void append(byte[] part) {
    text.append(part, 0, part.length);
  }

  private static String describe(Throwable throwable) {
    try {
      return String.valueOf(throwable.toString()); // which may be null
    } catch (Throwable e) {
      return Texts.failed("toString", throwable, e);
    }
  }
}
