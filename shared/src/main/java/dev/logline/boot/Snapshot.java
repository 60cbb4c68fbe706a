package dev.logline.boot;

import dev.logline.LoglineStatus;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossCounts;
import java.util.List;

/** Makes the status of one moment. */
final class Snapshot {
  private Snapshot() {}

  /** Of a pipeline that runs; {@code note} follows its route. */
  static LoglineStatus of(Pipeline running, String note) {
    Ledger ledger = running.ledger();
    LossCounts losses = ledger.losses();
    return new LoglineStatus(
        running.routing().current().text() + note,
        running.unreachedSince(),
        running.settings().preset().toString(),
        running.buffer().backlogBytes(),
        running.buffer().heldBytes(),
        running.buffer().capacityBytes(),
        running.spoolText(),
        ledger.acceptedCount(),
        ledger.recoveredCount(),
        ledger.deliveredCount(),
        ledger.handedOverCount(),
        ledger.waitingCount(),
        ledger.inFlightCount(),
        losses.byReason(),
        losses.bySeverity(),
        ledger.suppressedCount(),
        running.status().messages());
  }

  /** Where none runs, with what the last one has counted. */
  static LoglineStatus ofEnded(Ledger ledger) {
    LossCounts losses = ledger.losses();
    return new LoglineStatus(
        "not started",
        null,
        "NONE",
        0,
        0,
        0,
        null,
        ledger.acceptedCount(),
        ledger.recoveredCount(),
        ledger.deliveredCount(),
        ledger.handedOverCount(),
        0,
        0,
        losses.byReason(),
        losses.bySeverity(),
        ledger.suppressedCount(),
        List.of());
  }
}
