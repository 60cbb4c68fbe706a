package dev.logline.diagnose;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets something be said the first time, and then once an interval. */
public final class Occasionally {
  private final long interval;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  public Occasionally(Duration interval) {
    this.interval = interval.toNanos();
  }

  public boolean isDue() {
    long due = next.get();
    long now = System.nanoTime();
    return now - due >= 0 && next.compareAndSet(due, now + interval);
  }
}
