package dev.logline.ship;

import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossCounts;
import dev.logline.diagnose.StatusPort;
import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Says what goes wrong with the backend: the first time at once, then once a minute, then its end.
 * Of one that comes and goes within a minute, no more than that.
 */
final class Troubles {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  /** Poisoned records that are named an interval. */
  private static final int NAMED = 10;

  private final Clock clock;
  private final StatusPort status;
  private volatile Instant unreachedSince; // null: it is reached, as far as we know
  private boolean failing;
  private long failingSince;
  private long failures;
  private boolean told; // that they fail, so that the end is told as well
  private boolean anyFailureSaid;
  private long saidFailure;
  private boolean anyAdviceSaid;
  private long saidAdvice;
  private long saidLoss;
  private boolean anyLossSaid;
  private long lossesSaid;
  private String lastLoss = "";
  private long namingSince;
  private int named;

  Troubles(Clock clock, StatusPort status) {
    this.clock = clock;
    this.status = status;
  }

  void failed(String reason) {
    if (isDue(false)) {
      status.warn("The backend is not reached, records wait in the buffer: " + reason);
    }
  }

  void misconfigured(String reason) {
    if (isDue(true)) {
      status.error("The backend refuses all records, they wait in the buffer: " + reason);
    }
  }

  /**
   * @param fault whether somebody has to mend it, which is said each time it begins
   */
  private boolean isDue(boolean fault) {
    long now = clock.nanoTime();
    boolean due =
        (!failing && (fault || !anyFailureSaid)) || now - saidFailure >= INTERVAL.toNanos();
    if (!failing) {
      told = false;
      failing = true;
      unreachedSince = Instant.ofEpochSecond(0, clock.now());
      failingSince = now;
      failures = 0;
    }
    failures++;
    if (due) {
      told = true;
      anyFailureSaid = true;
      saidFailure = now;
    }
    return due;
  }

  /** Since when requests fail, or null. */
  Instant unreachedSince() {
    return unreachedSince;
  }

  void over() {
    if (failing) {
      failing = false;
      unreachedSince = null;
      if (!told) {
        return;
      }
      Duration lasted = Duration.ofNanos(clock.nanoTime() - failingSince);
      status.info(
          "The backend answers again after "
              + lasted.toSeconds()
              + " s and "
              + failures
              + " failed requests");
    }
  }

  /** What the backend says of records that it took all the same; at most once an interval. */
  void advised(String message) {
    long now = clock.nanoTime();
    if (!anyAdviceSaid || now - saidAdvice >= INTERVAL.toNanos()) {
      anyAdviceSaid = true;
      saidAdvice = now;
      status.warn("The backend took all records of a request, and warns: " + message);
    }
  }

  /** What is known of a loss that the ledger has counted. */
  void lost(String message) {
    lastLoss = message;
  }

  /** Names records that the backend refuses while it takes others; the first ten of a minute. */
  void poisoned(String record, String reason) {
    long now = clock.nanoTime();
    if (now - namingSince >= INTERVAL.toNanos()) {
      named = 0;
    }
    namingSince = named == 0 ? now : namingSince;
    if (named++ < NAMED) {
      status.warn("Lost: 1 record " + record + ", which the backend refuses: " + reason);
    }
  }

  /** Says that the ledger's losses grew, at most once an interval. */
  void reportLosses(Ledger ledger) {
    long now = clock.nanoTime();
    if (lossDueIn(ledger, now) > 0) {
      return;
    }
    anyLossSaid = true;
    saidLoss = now;
    LossCounts losses = ledger.losses();
    lossesSaid = losses.total();
    String detail = lastLoss.isEmpty() ? "" : "; the last: " + lastLoss;
    lastLoss = "";
    status.warn("Lost so far: " + lossesSaid + " records: " + losses + detail);
  }

  /** Nanoseconds until losses are to be said, or {@link Long#MAX_VALUE} where there are none. */
  long lossDueIn(Ledger ledger, long now) {
    if (ledger.lostCount() <= lossesSaid) {
      return Long.MAX_VALUE;
    }
    return anyLossSaid ? Math.max(0, saidLoss + INTERVAL.toNanos() - now) : 0;
  }
}
