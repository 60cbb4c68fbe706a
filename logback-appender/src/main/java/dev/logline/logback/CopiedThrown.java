package dev.logline.logback;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.logline.logrecord.Thrown;
import java.util.ArrayList;
import java.util.List;

/**
 * What was thrown, read from the copy that Logback makes of frames and causes for each event. The
 * throwable locks for each question, and what it shares with its cause is counted already.
 */
record CopiedThrown(ThrowableProxy copy) implements Thrown {
  @Override
  public Throwable throwable() {
    return copy.getThrowable();
  }

  @Override
  public int frameCount() {
    return copy.getStackTraceElementProxyArray().length;
  }

  @Override
  public StackTraceElement frame(int index) {
    return copy.getStackTraceElementProxyArray()[index].getStackTraceElement();
  }

  @Override
  public int framesInCommon() {
    return copy.getCommonFrames();
  }

  @Override
  public List<Thrown> suppressed() {
    IThrowableProxy[] all = copy.getSuppressed();
    if (all.length == 0) {
      return List.of();
    }
    List<Thrown> suppressed = new ArrayList<>(all.length);
    for (IThrowableProxy one : all) {
      suppressed.add(within((ThrowableProxy) one));
    }
    return suppressed;
  }

  @Override
  public Thrown cause() {
    IThrowableProxy cause = copy.getCause();
    return cause == null ? null : within((ThrowableProxy) cause);
  }

  /** Logback copies nothing of what it has met before, though it stands behind this in a trace. */
  private Thrown within(ThrowableProxy inner) {
    return inner.isCyclic() ? Thrown.of(inner.getThrowable(), this) : new CopiedThrown(inner);
  }
}
