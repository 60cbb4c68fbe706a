package dev.logline.logrecord;

import java.util.ArrayList;
import java.util.List;

/** What was thrown, read from the throwable, of which every method may be the application's. */
final class OriginalThrown implements Thrown {
  private static final StackTraceElement[] NONE = {};

  private final Throwable throwable;
  private final StackTraceElement[] frames;
  private final int inCommon;

  OriginalThrown(Throwable throwable, Thrown outer) {
    this.throwable = throwable;
    this.frames = frames(throwable);
    this.inCommon = outer == null ? 0 : inCommon(frames, outer);
  }

  private static StackTraceElement[] frames(Throwable throwable) {
    try {
      StackTraceElement[] frames = throwable.getStackTrace();
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

  private static int inCommon(StackTraceElement[] frames, Thrown outer) {
    int outers = outer.frameCount();
    int shared = 0;
    while (shared < frames.length
        && shared < outers
        && frames[frames.length - 1 - shared].equals(outer.frame(outers - 1 - shared))) {
      shared++;
    }
    return shared;
  }

  @Override
  public Throwable throwable() {
    return throwable;
  }

  @Override
  public int frameCount() {
    return frames.length;
  }

  @Override
  public StackTraceElement frame(int index) {
    return frames[index];
  }

  @Override
  public int framesInCommon() {
    return inCommon;
  }

  @Override
  public List<Thrown> suppressed() {
    Throwable[] all = throwable.getSuppressed(); // final: nothing of the application's runs
    if (all.length == 0) {
      return List.of();
    }
    List<Thrown> suppressed = new ArrayList<>(all.length);
    for (Throwable one : all) {
      suppressed.add(new OriginalThrown(one, this));
    }
    return suppressed;
  }

  @Override
  public Thrown cause() {
    try {
      Throwable cause = throwable.getCause();
      return cause == null ? null : new OriginalThrown(cause, this);
    } catch (Throwable e) {
      return null;
    }
  }
}
