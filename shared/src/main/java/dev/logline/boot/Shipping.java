package dev.logline.boot;

import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.PipelineThread;
import dev.logline.ship.Shipper;
import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The shipper's thread. It makes the shipper as well, because its classes take a while to load, and
 * the application shall not wait for it.
 */
final class Shipping implements Runnable {
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Pipeline pipeline;
  private final RecordBuffer buffer;
  private final Wakeup wakeup;
  private final Clock clock;
  private final PipelineThread thread = new PipelineThread("logline-shipper", this);
  private Shipper shipper; // null until the first one asks for it

  Shipping(Pipeline pipeline, RecordBuffer buffer, Wakeup wakeup, Clock clock) {
    this.pipeline = pipeline;
    this.buffer = buffer;
    this.wakeup = wakeup;
    this.clock = clock;
  }

  void start() {
    thread.start();
  }

  synchronized Shipper shipper() {
    if (shipper == null) {
      shipper =
          new Shipper(
              buffer, wakeup, clock, new SplittableRandom(), pipeline.ledger(), pipeline.status());
    }
    return shipper;
  }

  @Override
  public void run() {
    while (!pipeline.isStopped()) {
      try {
        long most = Telemetry.closeIfUnused(pipeline); // first: it ends what cannot be made, too
        shipper().run(most);
      } catch (Throwable e) {
        sayMet(e);
        LockSupport.parkNanos(100_000_000); // an error that repeats must not become a hot loop
      }
    }
  }

  /** Nothing that happens here may end the thread. */
  private void sayMet(Throwable e) {
    try {
      pipeline.status().error("The shipper met an error and goes on: " + e.getClass().getName());
    } catch (Throwable again) {
      pipeline.ledger().suppressed();
    }
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** Waits a moment until the thread is over, unless it is the one that asks. */
  void awaitEnd() {
    if (Thread.currentThread() != thread) {
      thread.awaitEnd(MOMENT);
    }
  }
}
