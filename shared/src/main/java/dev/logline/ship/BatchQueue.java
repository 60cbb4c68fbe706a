package dev.logline.ship;

import dev.logline.buffer.Batch;
import dev.logline.buffer.Mark;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Batches in the order of the buffer. */
final class BatchQueue {
  private final TreeMap<Long, Batch> batches = new TreeMap<>();

  void add(Batch batch) {
    batches.put(batch.position(), batch);
  }

  /** Whether the batch was here. */
  boolean remove(Batch batch) {
    return batches.remove(batch.position()) != null;
  }

  void clear() {
    batches.clear();
  }

  /** Removes the oldest. */
  Batch poll() {
    return batches.pollFirstEntry().getValue();
  }

  /** Removes the newest. */
  Batch pollLast() {
    return batches.pollLastEntry().getValue();
  }

  boolean isEmpty() {
    return batches.isEmpty();
  }

  int size() {
    return batches.size();
  }

  /** Whether one of the batches was offered before the mark. */
  boolean hasBefore(Mark mark) {
    return batches.values().stream().anyMatch(mark::covers);
  }

  void forEach(Consumer<Batch> action) {
    batches.values().forEach(action);
  }

  /** The records of all batches. */
  long records() {
    return batches.values().stream().mapToLong(Batch::size).sum();
  }
}
