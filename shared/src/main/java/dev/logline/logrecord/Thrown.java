package dev.logline.logrecord;

import java.util.List;

/**
 * What was thrown, as its stack trace shows it: read from the throwable itself, or from the copy
 * that a framework made of it before any appender was asked. Methods throw nothing.
 */
public interface Thrown {
  /**
   * Read from the throwable itself; whatever its methods throw, it is as if there were no more.
   *
   * @param outer what it is the cause of, or is suppressed by; null for neither
   */
  static Thrown of(Throwable throwable, Thrown outer) {
    return new OriginalThrown(throwable, outer);
  }

  Throwable throwable();

  /** How many frames it has, those in common included. */
  int frameCount();

  /** A frame, from the top; never null. */
  StackTraceElement frame(int index);

  /** How many frames, from the bottom, it shares with what it is the cause of or suppressed by. */
  int framesInCommon();

  List<Thrown> suppressed();

  /** Null for none. */
  Thrown cause();
}
