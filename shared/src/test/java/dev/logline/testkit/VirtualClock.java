package dev.logline.testkit;

import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so. */
public final class VirtualClock implements Clock {
  /** The wall clock's time, in nanoseconds since 1970, where {@link #nanoTime} is 0. */
  public static final long EPOCH_NANOS = 1_700_000_000_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(1_000);
  private final AtomicLong jumped = new AtomicLong();
  private volatile long eachTime;

  @Override
  public long now() {
    return EPOCH_NANOS + jumped.get() + nanos.get();
  }

  @Override
  public long nanoTime() {
    return nanos.addAndGet(eachTime);
  }

  public void advance(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  /** From now on so much passes whenever somebody looks at {@link #nanoTime}. */
  public void advanceWhenAsked(Duration by) {
    eachTime = by.toNanos();
  }

  /** Somebody sets the wall clock; no time passes. */
  public void jump(Duration by) {
    jumped.addAndGet(by.toNanos());
  }
}
