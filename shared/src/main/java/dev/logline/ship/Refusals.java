package dev.logline.ship;

import dev.logline.buffer.Batch;
import dev.logline.buffer.Mark;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Judges single records that the backend refused: it may be the record, or the backend that takes
 * nothing at all.
 *
 * <p>A refused record is a suspect and stays. Once another was accepted, each suspect is sent a
 * second time, and a second refusal proves it poisoned. If {@value #SUSPICIOUS} in a row were
 * refused and nothing was accepted, the next ones are taken one by one from the far end of what
 * waits; at {@value #HOPELESS} the backend itself is at fault, and nothing is lost.
 */
final class Refusals {
  static final int SUSPICIOUS = 8;
  static final int HOPELESS = 16;

  private final BatchQueue waiting;
  private final Deque<Batch> suspects = new ArrayDeque<>();
  private final Set<Batch> lastChance = new HashSet<>();
  private int inARow;
  private boolean proven; // the backend has taken something
  private boolean faulty;
  private String reason = "";

  enum Verdict {
    /** Kept, until it is known whose fault it was. */
    SUSPECT,
    /** The backend takes other records, and refused this one twice. */
    POISONED,
    /** The backend takes nothing. */
    BACKEND_AT_FAULT
  }

  /**
   * @param waiting the batches to be sent again, to which suspects return
   */
  Refusals(BatchQueue waiting) {
    this.waiting = waiting;
  }

  /** Another backend: what the last one refused is no longer suspect. */
  void begin() {
    acquit();
    lastChance.clear();
    inARow = 0;
    proven = false;
    faulty = false;
  }

  /** The backend took a request: it is the records that it refused, or was. */
  void accepted(Batch batch) {
    lastChance.remove(batch);
    proven = true;
    inARow = 0;
    faulty = false;
    lastChance.addAll(suspects);
    acquit();
  }

  private void acquit() {
    suspects.forEach(waiting::add);
    suspects.clear();
  }

  /** What to do with a record that was refused alone. */
  Verdict refused(Batch single, String why) {
    reason = why;
    if (lastChance.remove(single)) {
      return Verdict.POISONED;
    }
    suspects.add(single);
    faulty |= ++inARow >= HOPELESS;
    return faulty ? Verdict.BACKEND_AT_FAULT : Verdict.SUSPECT;
  }

  /** Whether single records are to be tried, rather than whole batches. */
  boolean isProbing() {
    return faulty || inARow >= SUSPICIOUS;
  }

  /**
   * Nothing is left to send that could acquit the backend: one that took something before gets the
   * suspects a second time.
   *
   * @return whether it is the backend that is at fault
   */
  boolean nothingElseToTry() {
    if (proven && !faulty) {
      lastChance.addAll(suspects);
      acquit();
    } else {
      faulty = true;
    }
    return faulty;
  }

  boolean isAtFault() {
    return faulty;
  }

  boolean isEmpty() {
    return suspects.isEmpty();
  }

  /** The suspect that waits longest for another try. */
  Batch poll() {
    return suspects.poll();
  }

  /** What the backend said of the last suspect. */
  String reason() {
    return reason;
  }

  /** A record that is gone for another reason. */
  void forget(Batch batch) {
    lastChance.remove(batch);
  }

  /** Whether one of the suspects was offered before the mark. */
  boolean hasBefore(Mark mark) {
    return suspects.stream().anyMatch(mark::covers);
  }

  void forEach(Consumer<Batch> action) {
    suspects.forEach(action);
  }

  void clear() {
    suspects.clear();
    lastChance.clear();
  }
}
