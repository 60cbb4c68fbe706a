package dev.logline.benchmarks.common;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition, within a bound. */
public final class Waiting {
  private Waiting() {}

  /** Whether it came true in time. */
  public static boolean until(Duration bound, Callable<Boolean> condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + bound.toNanos();
    while (true) {
      try {
        if (condition.call()) {
          return true;
        }
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      Thread.sleep(20);
    }
  }
}
