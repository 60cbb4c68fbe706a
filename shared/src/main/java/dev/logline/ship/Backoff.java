package dev.logline.ship;

import io.opentelemetry.sdk.common.Clock;
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

  /** While somebody waits. */
  static final Duration HURRIED = Duration.ofMillis(500);

  private final Clock clock;
  private final RandomGenerator random;
  private int failures;
  private long notBefore;
  private boolean asked;

  Backoff(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** Whether the last request failed. */
  boolean isActive() {
    return failures > 0;
  }

  /** Nanoseconds that the backend is still to be left alone; none where all is well. */
  long left(long now) {
    return failures == 0 ? 0 : Math.max(0, notBefore - now);
  }

  void reset() {
    failures = 0;
  }

  /** Somebody waits now: the next attempt is at once, unless the backend asked for patience. */
  void tryNow() {
    if (!asked) {
      notBefore = Math.min(notBefore, clock.nanoTime());
    }
  }

  /** One more failure; {@code after} is the backend's wish, or null. */
  void failed(Duration after, boolean hurried) {
    int doublings = Math.min(failures++, 6);
    asked = after != null;
    if (asked) {
      pause(clamp(after, FIRST, LONGEST_ASKED));
      return;
    }
    long ceiling = Math.min(LONGEST.toNanos(), FIRST.toNanos() << doublings);
    // Half of it jitter: never a hot loop.
    Duration own = Duration.ofNanos(ceiling / 2 + random.nextLong(ceiling / 2 + 1));
    pause(hurried ? clamp(own, Duration.ZERO, HURRIED) : own);
  }

  /** The configuration is at fault. */
  void misconfigured() {
    failures++;
    asked = false;
    pause(PROBE);
  }

  private void pause(Duration pause) {
    notBefore = clock.nanoTime() + pause.toNanos();
  }

  private static Duration clamp(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
  }
}
