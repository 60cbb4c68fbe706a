package dev.logline.ship;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave a backend alone: doubling from 1 s to 60 s with jitter, what the backend itself
 * asked for within 1 s to 10 min, and a probe every 2 min where only a person can mend it.
 */
final class Backoff {
  static final Duration FIRST = Duration.ofSeconds(1);
  static final Duration LONGEST = Duration.ofSeconds(60);
  static final Duration LONGEST_ASKED = Duration.ofMinutes(10);
  static final Duration PROBE = Duration.ofMinutes(2);

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  boolean isActive() {
    return failures > 0;
  }

  void reset() {
    failures = 0;
  }

  /** Nanoseconds to wait after one more failure; {@code asked} is the backend's wish or null. */
  long afterFailure(Duration asked) {
    int doublings = Math.min(failures++, 6);
    if (asked != null) {
      return clamp(asked, FIRST, LONGEST_ASKED).toNanos();
    }
    long ceiling = Math.min(LONGEST.toNanos(), FIRST.toNanos() << doublings);
    return ceiling / 2 + random.nextLong(ceiling / 2 + 1); // half of it jitter: never a hot loop
  }

  /** Nanoseconds to wait where the configuration is at fault. */
  long afterMisconfiguration() {
    failures++;
    return PROBE.toNanos();
  }

  private static Duration clamp(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
  }
}
