package dev.logline.ship;

import dev.logline.buffer.Batch;
import dev.logline.buffer.RecordBuffer;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossReason;
import java.util.ArrayList;
import java.util.List;

/** What is not delivered when the shipper stops, for good or for a while. */
final class Remains {
  private final RecordBuffer buffer;
  private final Ledger ledger;
  private final BatchQueue inFlight;
  private final BatchQueue waiting;
  private final Refusals refusals;

  Remains(
      RecordBuffer buffer,
      Ledger ledger,
      BatchQueue inFlight,
      BatchQueue waiting,
      Refusals refusals) {
    this.buffer = buffer;
    this.ledger = ledger;
    this.inFlight = inFlight;
    this.waiting = waiting;
    this.refusals = refusals;
  }

  /** Counts as lost what is not kept for the next run; returns how many. */
  long abandon() {
    long lost = 0;
    for (Batch batch : inRequests()) {
      lost += abandon(batch);
    }
    for (Batch batch = untaken(); batch != null; batch = untaken()) {
      lost += abandon(batch);
    }
    return lost;
  }

  private int abandon(Batch batch) {
    int lost = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.isDurable(i)) {
        ledger.lost(LossReason.SHUTDOWN, batch.severity(i));
        lost++;
      }
    }
    return lost;
  }

  /** Leaves what is in files to a later run; the rest waits. */
  void leave() {
    for (Batch batch : inRequests()) {
      leave(batch, true);
    }
    for (Batch batch = untaken(); batch != null; batch = untaken()) {
      leave(batch, false);
    }
  }

  private void leave(Batch batch, boolean inRequests) {
    for (int i = 0; i < batch.size(); i++) {
      if (!batch.isDurable(i)) {
        waiting.add(batch); // with the others of it, which may come once more with the same uid
        return;
      }
    }
    buffer.leave(batch);
    ledger.left(batch.size(), inRequests);
  }

  private List<Batch> inRequests() {
    List<Batch> batches = new ArrayList<>();
    inFlight.forEach(batches::add);
    waiting.forEach(batches::add);
    refusals.forEach(batches::add);
    inFlight.clear();
    waiting.clear();
    refusals.clear();
    return batches;
  }

  private Batch untaken() {
    return buffer.take(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }
}
