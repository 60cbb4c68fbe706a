package dev.logline.boot;

/** Whether the JVM is on its way down. */
public final class ProcessEnd {
  private ProcessEnd() {}

  /** Whether shutdown hooks run, or are about to. */
  public static boolean hasBegun() {
    try {
      return Runtime.getRuntime().removeShutdownHook(new Thread("logline-probe"));
    } catch (IllegalStateException e) {
      return true; // the one way in which the JVM tells
    }
  }
}
