package dev.logline.boot;

import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.StackRoom;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossReason;
import dev.logline.diagnose.Occasionally;
import dev.logline.diagnose.StatusPort;
import dev.logline.logrecord.RecordWriter;
import dev.logline.logrecord.SdkRecordEncoder;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.time.Clock;
import java.time.Duration;

/**
 * Where records come in, on the thread that logs: each is written, or counted as lost, and nothing
 * that goes wrong gets out.
 */
final class Entrance {
  /** A record that is logged while another is made is taken; one within that is not. */
  private static final int DEEPEST_CALL = 2;

  private final Calls calls = new Calls();
  private final RecordBuffer buffer;
  private final Clock clock; // of milliseconds: in nanoseconds it would be an object
  private final Ledger ledger;
  private final Losses losses;
  private final StatusPort status;
  private final Runnable entered;

  private final Occasionally encodeErrors = new Occasionally(Duration.ofMinutes(1));
  private final Occasionally recursions = new Occasionally(Duration.ofMinutes(1));
  private int lateRecords; // that could not be counted when they were taken
  private int lateLosses; // the same; a race may cost one of either

  /**
   * @param entered run after each record
   */
  Entrance(
      RecordBuffer buffer,
      Clock clock,
      Ledger ledger,
      Losses losses,
      StatusPort status,
      Runnable entered) {
    this.buffer = buffer;
    this.clock = clock;
    this.ledger = ledger;
    this.losses = losses;
    this.status = status;
    this.entered = entered;
  }

  /** Writes one event with a writer of {@code pool}. */
  <E> void write(String loggerName, E event, EventMapper<E> mapper, WriterPool pool) {
    Calls.Place place = null;
    RecordWriter record = null;
    boolean taken = false;
    boolean counted = false;
    try {
      place = calls.enter();
      place.depth++;
      if (place.depth > DEEPEST_CALL || mapper.depth() > DEEPEST_CALL) {
        holdBackRecursive();
      } else {
        record = pool.writer(place);
        taken = write(loggerName, event, mapper, pool, record);
        count(taken, null, record, pool);
      }
      counted = true;
      if (record != null) {
        pool.leaving(place, record);
      }
      calls.leaving(place);
      if (lateRecords + lateLosses > 0) {
        countLate(pool);
      }
      entered.run();
    } catch (Throwable e) {
      if (place != null && place.number >= 0) {
        pool.owned[place.number] = null; // it may be half-written
      }
      try {
        if (!counted) {
          count(taken, e, record, pool);
          counted = true;
        }
        if (place != null) {
          calls.leaving(place);
        }
      } catch (Throwable again) { // the stack has no room for a call
        lateRecords += !counted && taken ? 1 : 0;
        lateLosses += !counted && !taken ? 1 : 0;
      }
    } finally {
      if (place != null && --place.depth == 0) {
        place.owner = null;
      }
    }
  }

  private <E> boolean write(
      String loggerName, E event, EventMapper<E> mapper, WriterPool pool, RecordWriter record) {
    record.begin(loggerName, pool.limits());
    mapper.map(event, record);
    if (!record.isObserved()) {
      record.observedTimestamp(clock.millis() * 1_000_000);
    }
    return record.end();
  }

  /**
   * @param e why it was not written, null where there was no room for it
   * @param record null where there is none
   */
  private void count(boolean taken, Throwable e, RecordWriter record, WriterPool pool) {
    if (taken) {
      countTaken(1, pool);
    } else if (e == null) {
      losses.refused(LossReason.QUEUE_FULL, record.severity());
    } else {
      notEncoded(e, record == null ? 0 : record.severity());
    }
  }

  private void countTaken(int records, WriterPool pool) {
    switch (pool.way()) {
      case BUFFER -> ledger.accepted(records);
      case FOREIGN_SDK -> {
        ledger.accepted(records);
        ledger.handedOver(records);
      }
      case OWN_SDK -> {} // its processor offers it
    }
  }

  /** Takes a record that an SDK of ours made. */
  void offer(LogRecordData record) {
    SdkRecordEncoder encoder = new SdkRecordEncoder();
    if (encoder.offer(record, buffer)) {
      ledger.accepted(1);
    } else {
      boolean large = encoder.size() > buffer.maxRecordBytes();
      losses.refused(
          large ? LossReason.TOO_LARGE : LossReason.QUEUE_FULL,
          record.getSeverity().getSeverityNumber());
    }
  }

  /** An object that logs while its text is asked for, and asks for its text by that. */
  private void holdBackRecursive() {
    ledger.suppressed();
    if (recursions.isDue()) {
      status.warn(
          "A record was held back because it was logged while a record was encoded that was itself"
              + " logged so: a toString() or getMessage() logs its own object. How many is counted"
              + " as held back");
    }
  }

  private void notEncoded(Throwable e, int severity) {
    losses.refused(LossReason.ENCODE_ERROR, severity);
    boolean outOfMemory = e instanceof VirtualMachineError && !(e instanceof StackOverflowError);
    if (!outOfMemory && encodeErrors.isDue()) {
      try {
        status.warn("A record could not be encoded: " + e.getClass().getName());
      } catch (Throwable again) {
        ledger.suppressed(); // not even that could be said; the loss is counted
      }
    }
  }

  private synchronized void countLate(WriterPool pool) {
    StackRoom.require();
    countTaken(lateRecords, pool);
    lateRecords = 0;
    if (lateLosses > 0) {
      ledger.refused(LossReason.ENCODE_ERROR, 0, lateLosses);
      lateLosses = 0;
    }
  }
}
