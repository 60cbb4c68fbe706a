package dev.logline.diagnose;

import io.opentelemetry.sdk.common.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts every record once as it comes, and once as it goes: delivered, handed over, or lost for a
 * reason. Nothing here throws, waits, or allocates where a record is lost.
 */
public final class Ledger {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder recovered = new LongAdder();
  private final LongAdder submitted = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder handedOver = new LongAdder();
  private final LongAdder left = new LongAdder();
  private final LongAdder leftByRequests = new LongAdder();
  private final LongAdder suppressed = new LongAdder();
  private final LossCounter refused = new LossCounter();
  private final LossCounter lost = new LossCounter();
  private final LossTimes times;

  public Ledger(Clock clock) {
    this.times = new LossTimes(clock);
  }

  /** Records that were taken in, into the buffer or an SDK. */
  public void accepted(long records) {
    accepted.add(records);
  }

  /** Records that an earlier run left; they are accepted by this. */
  public void recovered(long records) {
    recovered.add(records);
    accepted.add(records);
  }

  public long recoveredCount() {
    return recovered.sum();
  }

  /** Accepted records that were put into a request for the first time. */
  public void submitted(long records) {
    submitted.add(records);
  }

  /** Accepted records that the backend took. */
  public void delivered(long records) {
    delivered.add(records);
  }

  /** Accepted records that went elsewhere: through an SDK, or nowhere because none are exported. */
  public void handedOver(long records) {
    handedOver.add(records);
  }

  /**
   * Accepted records that stay in files for a later run, or for this one when it {@linkplain
   * #recovered recovers} them.
   *
   * @param inRequests whether they had been {@linkplain #submitted submitted}
   */
  public void left(long records, boolean inRequests) {
    (inRequests ? leftByRequests : left).add(records);
  }

  /** One record that had been accepted. */
  public void lost(LossReason reason, int severity) {
    lost(reason, severity, 1);
  }

  /** Records that had been accepted; severity 0 where it is not known. */
  public void lost(LossReason reason, int severity, long records) {
    lost.add(reason, severity, records);
    times.mark();
  }

  /** One record that was never accepted: it is lost, too. */
  public void refused(LossReason reason, int severity) {
    refused(reason, severity, 1);
  }

  /** Records that were never accepted by this run; severity 0 where it is not known. */
  public void refused(LossReason reason, int severity, long records) {
    refused.add(reason, severity, records);
    times.mark();
  }

  /** A record of our own pipeline's that was held back; neither delivered nor lost. */
  public void suppressed() {
    suppressed.increment();
  }

  public long acceptedCount() {
    return accepted.sum();
  }

  public long submittedCount() {
    return submitted.sum();
  }

  public long deliveredCount() {
    return delivered.sum();
  }

  /** Accepted records that are neither delivered nor lost. */
  public long waitingCount() {
    // What goes is read first, so that a record on its way is not missed.
    long gone = delivered.sum() + handedOver.sum() + lost.total();
    gone += left.sum() + leftByRequests.sum();
    return Math.max(0, accepted.sum() - gone);
  }

  /** Accepted records that wait for their first request. */
  public long queuedCount() {
    long gone = submitted.sum() + handedOver.sum() + left.sum() + lostByRequests(false);
    return Math.max(0, accepted.sum() - gone);
  }

  /** Records in requests that have not ended, the pauses before a repetition included. */
  public long inFlightCount() {
    long ended = delivered.sum() + leftByRequests.sum() + lostByRequests(true);
    return Math.max(0, submitted.sum() - ended);
  }

  private long lostByRequests(boolean endsRequest) {
    LossCounts losses = lost.counts();
    long sum = 0;
    for (LossReason reason : LossReason.values()) {
      sum += reason.endsRequest() == endsRequest ? losses.of(reason) : 0;
    }
    return sum;
  }

  public long handedOverCount() {
    return handedOver.sum();
  }

  public long suppressedCount() {
    return suppressed.sum();
  }

  public long lostCount() {
    return refused.total() + lost.total();
  }

  /** All records lost. */
  public LossCounts losses() {
    return refused.counts().plus(lost.counts());
  }

  /** Those of them that were never accepted. */
  public LossCounts refusals() {
    return refused.counts();
  }

  /** The reasons for which something was lost, with how much. */
  public Map<String, Long> lostByReason() {
    return losses().byReason();
  }

  /** When the first record was lost since this was asked last, or null. */
  public Instant takeFirstLoss() {
    return times.takeFirst();
  }

  /** When the last record was lost, or null. */
  public Instant lastLoss() {
    return times.last();
  }
}
