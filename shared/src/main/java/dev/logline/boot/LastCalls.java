package dev.logline.boot;

import dev.logline.diagnose.PipelineThread;
import java.util.concurrent.locks.LockSupport;

/**
 * What a log call does behind its record, which is nothing until the process ends: then it returns
 * when the record is delivered, or cannot be.
 */
final class LastCalls implements Runnable {
  private final Pipeline pipeline;
  private final Shipping shipping;
  private volatile boolean exiting;
  private volatile boolean undeliverable; // once exiting
  private volatile long endsAt = System.nanoTime(); // unknown as long as it is in the past

  LastCalls(Pipeline pipeline, Shipping shipping) {
    this.pipeline = pipeline;
    this.shipping = shipping;
  }

  @Override
  public void run() {
    countIfLate();
    if (exiting) {
      awaitDelivery();
    }
  }

  /**
   * From now on a log call returns when its record is delivered, or cannot be.
   *
   * @param deliverable whether that may be expected; else no call waits
   */
  void exiting(boolean deliverable) {
    undeliverable = !deliverable;
    exiting = true;
  }

  /** The process is gone at that time of {@link System#nanoTime}, or shortly after it. */
  void endsAt(long nanoTime) {
    endsAt = nanoTime;
  }

  /** As long as that works, no record is left to a thread that may stop. */
  private void awaitDelivery() {
    if (!undeliverable && !(Thread.currentThread() instanceof PipelineThread)) {
      undeliverable = !pipeline.flush(pipeline.settings().options().flushTimeout());
    }
  }

  /** A record that was taken while the pipeline stopped is one of those that were lost by that. */
  void countIfLate() {
    if (pipeline.isStopped() && !shipping.isAlive()) {
      shipping.shipper().abandon();
      awaitEnd();
    }
  }

  /** A call that comes after the last word of what was lost does not return before the end. */
  void awaitEnd() {
    while (exiting
        && endsAt - System.nanoTime() > 0
        && !(Thread.currentThread() instanceof PipelineThread)) {
      LockSupport.parkNanos(Math.max(1, endsAt - System.nanoTime()));
      if (Thread.interrupted()) { // which would else make this a hot loop
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
