package dev.logline.ship;

import dev.logline.buffer.Batch;
import dev.logline.buffer.RecordBuffer;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossReason;
import java.time.Duration;

/**
 * What becomes of a batch once the backend has answered: it is gone, delivered or counted as lost,
 * or it waits to be sent again, whole or in parts. The stepping thread's own.
 */
final class Settlement {
  /** A request of less is not what takes so long. */
  private static final int LEAST_SPLIT_BYTES = 64 * 1024;

  private final RecordBuffer buffer;
  private final Ledger ledger;
  private final Troubles troubles;
  private final Backoff backoff;
  private final Batching batching;
  private final LossReport lossReport;
  private final BatchQueue waiting;
  private final Refusals refusals;

  Settlement(
      RecordBuffer buffer,
      Ledger ledger,
      Troubles troubles,
      Backoff backoff,
      Batching batching,
      LossReport lossReport,
      BatchQueue waiting,
      Refusals refusals) {
    this.buffer = buffer;
    this.ledger = ledger;
    this.troubles = troubles;
    this.backoff = backoff;
    this.batching = batching;
    this.lossReport = lossReport;
    this.waiting = waiting;
    this.refusals = refusals;
  }

  /**
   * Settles a batch.
   *
   * @param hurried whether somebody waits, so that a failure is to be followed by a short pause
   */
  void settle(Batch batch, Answer answer, boolean hurried) {
    if (answer instanceof Answer.Delivered delivered) {
      delivered(batch, delivered);
    } else if (answer instanceof Answer.TooLarge tooLarge) {
      tooLarge(batch, tooLarge.reason());
    } else if (answer instanceof Answer.Rejected rejected) {
      refused(batch, rejected.reason());
    } else if (answer instanceof Answer.Misconfigured misconfigured) {
      waiting.add(batch);
      buffer.deliveryFailed();
      backoff.misconfigured();
      troubles.misconfigured(misconfigured.reason());
    } else if (answer instanceof Answer.TimedOut late) {
      timedOut(batch);
      failed(null, late.reason(), hurried);
    } else if (answer instanceof Answer.Retry retry) {
      waiting.add(batch);
      failed(retry.after(), retry.reason(), hurried);
    }
  }

  private void failed(Duration pause, String reason, boolean hurried) {
    buffer.deliveryFailed();
    backoff.failed(pause, hurried);
    troubles.failed(reason);
  }

  private void delivered(Batch batch, Answer.Delivered answer) {
    long rejected = Math.min(batch.size(), Math.max(0, answer.rejected()));
    ledger.delivered(batch.size() - rejected);
    if (rejected < batch.size()) {
      lossReport.open();
    }
    if (rejected > 0) {
      ledger.lost(LossReason.REJECTED, 0, rejected); // which ones is not told
      troubles.lost("the backend rejected " + rejected + " records: " + answer.message());
    } else if (!answer.message().isEmpty()) {
      troubles.advised(answer.message());
    }
    if (rejected < batch.size()) {
      lossReport.delivered(batch, rejected == 0);
    } else {
      lossReport.lost(batch);
    }
    batching.accepted();
    answered();
    refusals.accepted(batch);
    buffer.release(batch);
  }

  /** On a slow way a large request never comes to its end, however often it is repeated. */
  private void timedOut(Batch batch) {
    if (batch.size() > 1 && batch.bytes() > LEAST_SPLIT_BYTES) {
      makeSmaller(batch);
    } else {
      waiting.add(batch);
    }
  }

  private void tooLarge(Batch batch, String reason) {
    if (batch.size() > 1) {
      makeSmaller(batch);
    } else {
      lose(batch, LossReason.TOO_LARGE);
      troubles.lost("1 record too large for the backend: " + reason);
      refusals.forget(batch);
      buffer.release(batch);
    }
    answered();
  }

  /** Finds out which records it is that the backend does not take. */
  private void refused(Batch batch, String reason) {
    if (batch.size() > 1) {
      if (refusals.isProbing()) {
        waiting.add(batch);
      } else {
        halve(batch);
        answered();
      }
      return;
    }
    switch (refusals.refused(batch, reason)) {
      case SUSPECT -> answered();
      case POISONED -> {
        answered();
        lose(batch, LossReason.REJECTED);
        troubles.poisoned(Poison.name(batch), reason);
        buffer.release(batch);
      }
      case BACKEND_AT_FAULT -> {
        backoff.misconfigured();
        troubles.misconfigured(reason);
      }
    }
  }

  /** Sends it again in halves, and what comes later in no larger requests for a while. */
  private void makeSmaller(Batch batch) {
    batching.tooLarge(batch);
    halve(batch);
  }

  private void halve(Batch batch) {
    waiting.add(batch.firstHalf());
    waiting.add(batch.secondHalf());
  }

  private void lose(Batch single, LossReason reason) {
    ledger.lost(reason, single.severity(0));
    lossReport.lost(single);
  }

  private void answered() {
    backoff.reset();
    troubles.over();
  }
}
