package dev.logline.boot;

import dev.logline.buffer.LossListener;
import dev.logline.buffer.StackRoom;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossReason;
import dev.logline.diagnose.Occasionally;
import java.time.Duration;

/** Counts what is lost before the shipper has it, and lets that be said. */
final class Losses implements LossListener {
  private final Ledger ledger;
  private final Wakeup wakeup;
  private final Occasionally due = new Occasionally(Duration.ofSeconds(1));

  Losses(Ledger ledger, Wakeup wakeup) {
    this.ledger = ledger;
    this.wakeup = wakeup;
  }

  @Override
  public void evicted(int severity) {
    ledger.lost(LossReason.QUEUE_FULL, severity);
    letItBeSaid();
  }

  @Override
  public void damaged(int records) {
    ledger.refused(LossReason.SPOOL_DAMAGED, 0, records);
    letItBeSaid();
  }

  /** A record was not taken, wholly or not at all. */
  void refused(LossReason reason, int severity) {
    StackRoom.require();
    ledger.refused(reason, severity);
    letItBeSaid();
  }

  /** In an outage the shipper may sleep for minutes. */
  private void letItBeSaid() {
    if (due.isDue()) {
      wakeup.wake();
    }
  }
}
