package dev.logline.ship;

import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * Counts the attempts of one send and says whether, and after which pause, there is another.
 *
 * <p>Used by one thread at a time. Source: OTLP specification 1.x, "Retryable Response Codes" and
 * "OTLP/HTTP Throttling"; the pauses are those of the SDK's own senders.
 */
final class Attempts {
  /** The outcome stands: no further attempt. */
  static final long NONE = -1;

  private final RetryPolicy policy;
  private final DoubleSupplier jitter;
  private int made;
  private long backoffNanos;

  /**
   * @param policy null for exactly one attempt
   * @param jitter the factor on each pause
   */
  Attempts(RetryPolicy policy, DoubleSupplier jitter) {
    this.policy = policy;
    this.jitter = jitter;
    this.backoffNanos = policy == null ? 0 : policy.getInitialBackoff().toNanos();
  }

  /** Nanoseconds until the next attempt after this answer, or {@link #NONE}. */
  long pauseAfter(JdkHttpResponse response) {
    boolean busy =
        switch (response.getStatusCode()) {
          case 429, 502, 503, 504 -> true;
          default -> false;
        };
    return pause(busy, busy ? RetryAfter.of(response) : null);
  }

  /** Nanoseconds until the next attempt after this failure, or {@link #NONE}. */
  long pauseAfter(Throwable failure) {
    if (policy == null || !(failure instanceof IOException io)) {
      return NONE;
    }
    Predicate<IOException> own = policy.getRetryExceptionPredicate();
    return pause(own == null ? Failures.isTransient(io) : own.test(io), null);
  }

  private long pause(boolean retryable, Duration named) {
    made++;
    if (policy == null || !retryable || made >= policy.getMaxAttempts()) {
      return NONE;
    }
    long current = Math.min(backoffNanos, policy.getMaxBackoff().toNanos());
    backoffNanos = (long) (current * policy.getBackoffMultiplier());
    return named != null ? named.toNanos() : (long) (current * jitter.getAsDouble());
  }
}
