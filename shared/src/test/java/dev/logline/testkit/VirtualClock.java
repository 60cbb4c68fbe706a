package dev.logline.testkit;

import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;

/** Time that passes when the test says so. */
public final class VirtualClock implements Clock {
  private volatile long nanos = 1_000;

  @Override
  public long now() {
    return 1_700_000_000_000_000_000L + nanos;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  /** Called by one thread. */
  public void advance(Duration by) {
    long passed = nanos + by.toNanos();
    nanos = passed;
  }
}
