package dev.logline.diagnose;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A thread of ours: a daemon, without the application's class loader, and known to the feedback
 * guard by its class.
 */
public final class PipelineThread extends Thread {
  public PipelineThread(String name, Runnable task) {
    super(null, task, name, 0, false);
    setDaemon(true);
    setContextClassLoader(null);
  }

  /** Waits until it is over, at most so long; a caller that is interrupted learns of it later. */
  public void awaitEnd(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    boolean interrupted = false;
    for (long left = most.toNanos(); left > 0 && isAlive(); left = deadline - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(this, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A factory of such threads, named {@code name-1}, {@code name-2} and so on. */
  public static ThreadFactory factory(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> new PipelineThread(name + "-" + count.incrementAndGet(), task);
  }
}
