package dev.logline.ship;

import dev.logline.buffer.Batch;
import dev.logline.buffer.Mark;
import dev.logline.buffer.RecordBuffer;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossCounts;
import dev.logline.logrecord.OtlpRecordWriter;
import dev.logline.logrecord.RecordLimits;
import io.opentelemetry.sdk.common.Clock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Tells the backend what it did not get: one WARN record, once the way is open again after losses,
 * and at most one a minute.
 *
 * <p>It goes into the buffer like any record of an appender, so that it takes the way that those
 * take; the shipper says what became of it. One that was lost itself is no reason for another, but
 * the next counts what it would have told. All calls are the stepping thread's.
 */
final class LossReport {
  static final String SCOPE = "dev.logline";

  private static final int WARN = 13;
  private static final long INTERVAL = Duration.ofMinutes(1).toNanos();
  private static final long AGAIN = Duration.ofSeconds(1).toNanos();
  private static final long NEVER = Long.MAX_VALUE;

  private final RecordBuffer buffer;
  private final Ledger ledger;
  private final Clock clock;

  private LossCounts told = LossCounts.NONE;
  private LossCounts underWay; // null: no report is
  private Mark behind; // the report under way
  private Instant first; // the first loss that was not told, once that was asked
  private long before; // losses when the way was last seen open
  private long quiet; // so many losses are no reason for a report
  private long notBefore;
  private boolean any;

  LossReport(RecordBuffer buffer, Ledger ledger, Clock clock) {
    this.buffer = buffer;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The way is open: what was lost before can be told. */
  void open() {
    before = ledger.lostCount();
  }

  /** At the end the minute is not waited for. */
  void conclude() {
    any = false;
  }

  /** Nanoseconds until a report is due, or {@link Long#MAX_VALUE} where there is none to come. */
  long dueIn(long now) {
    if (underWay != null || before <= quiet) {
      return NEVER;
    }
    return any ? Math.max(0, notBefore - now) : 0;
  }

  /** Puts a report into the buffer if one is due. */
  boolean write() {
    long now = clock.nanoTime();
    if (dueIn(now) > 0) {
      return false;
    }
    any = true;
    notBefore = now + AGAIN; // where there is no room, or no memory
    LossCounts total;
    try {
      total = ledger.losses();
      Instant since = ledger.takeFirstLoss();
      first = first == null ? since : first;
      if (!write(total.minus(told))) {
        return false;
      }
    } catch (OutOfMemoryError e) {
      return false;
    }
    ledger.accepted(1);
    notBefore = now + INTERVAL;
    underWay = total;
    behind = buffer.mark();
    return true;
  }

  private boolean write(LossCounts losses) {
    Instant now = Instant.ofEpochSecond(0, clock.now());
    String last = text(ledger.lastLoss(), now); // none yet where a loss is being counted just now
    String from = text(first, now);
    long count = losses.total();
    OtlpRecordWriter record = new OtlpRecordWriter(buffer);
    record.begin(SCOPE, RecordLimits.DEFAULT);
    record.timestamp(clock.now());
    record.observedTimestamp(clock.now());
    record.severity(WARN, "WARN");
    record.body(
        count
            + (count == 1 ? " record was" : " records were")
            + (" lost between " + from + " and " + last + ": " + losses));
    record.attribute("logline.lost.count", count);
    record.attribute("logline.lost.first", from);
    record.attribute("logline.lost.last", last);
    losses.byReason().forEach((name, n) -> attribute(record, "logline.lost.reason.", name, n));
    losses.bySeverity().forEach((name, n) -> attribute(record, "logline.lost.severity.", name, n));
    return record.end();
  }

  private static String text(Instant time, Instant otherwise) {
    return (time == null ? otherwise : time).truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static void attribute(OtlpRecordWriter record, String group, String name, long count) {
    record.attribute(group + name.toLowerCase(Locale.ROOT), count);
  }

  /**
   * A batch arrived and what of it was lost is counted; the report may be in it.
   *
   * @param wholly whether none of its records was rejected; which ones is not told
   */
  void delivered(Batch batch, boolean wholly) {
    if (isIn(batch)) {
      end(true, wholly);
    }
  }

  /** A batch was lost and counted; the report may be in it. */
  void lost(Batch batch) {
    if (isIn(batch)) {
      end(false, false);
    }
  }

  /** What was played into an SDK may stand in the buffer once more, further back. */
  void played() {
    behind = buffer.mark();
  }

  /** The moment before which the report under way was offered; null where none is. */
  Mark underWay() {
    return underWay == null ? null : behind;
  }

  /**
   * The report under way has left the buffer, and nobody said how.
   *
   * @param sdk whether it went through an SDK, which does not say what becomes of it
   */
  void gone(boolean sdk) {
    end(sdk, false); // where there is no SDK it made room for others
  }

  private void end(boolean arrived, boolean surely) {
    boolean anySince = ledger.lostCount() > underWay.total();
    quiet = underWay.total() + (surely || !anySince ? 0 : 1); // one may be the report itself
    if (arrived) {
      told = underWay;
      first = null;
    }
    underWay = null;
  }

  private boolean isIn(Batch batch) {
    if (underWay == null || batch.earlierResource() != null) {
      return false;
    }
    ByteBuffer scope = ByteBuffer.wrap(OtlpRecordWriter.scope(SCOPE));
    for (int i = 0; i < batch.size(); i++) {
      if (batch.scope(i).equals(scope)) {
        return true;
      }
    }
    return false;
  }
}
