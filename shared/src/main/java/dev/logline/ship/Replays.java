package dev.logline.ship;

import dev.logline.buffer.Batch;
import dev.logline.buffer.RecordBuffer;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossReason;
import dev.logline.logrecord.RecordReplay;
import dev.logline.logrecord.RecordWriter;

/** Plays what appenders encoded into the SDK that must see it. */
final class Replays {
  private final RecordBuffer buffer;
  private final Ledger ledger;
  private final Troubles troubles;

  Replays(RecordBuffer buffer, Ledger ledger, Troubles troubles) {
    this.buffer = buffer;
    this.ledger = ledger;
    this.troubles = troubles;
  }

  /** Copies first and releases: the SDK's processor may offer the record to this same buffer. */
  void play(Batch batch, RecordWriter to) {
    int[] severities = new int[batch.size()];
    byte[][] records = new byte[batch.size()][];
    int[] scopeLengths = new int[batch.size()];
    for (int i = 0; i < records.length; i++) {
      records[i] = batch.scopeAndRecord(i);
      scopeLengths[i] = batch.scopeLength(i);
      severities[i] = batch.severity(i);
    }
    buffer.release(batch);
    for (int i = 0; i < records.length; i++) {
      try {
        RecordReplay.play(records[i], scopeLengths[i], to);
        ledger.handedOver(1);
      } catch (Throwable e) {
        ledger.lost(LossReason.EXPORT_FAILED, severities[i]);
        troubles.lost("1 record, which the SDK it must go through refused: " + e);
      }
    }
  }
}
