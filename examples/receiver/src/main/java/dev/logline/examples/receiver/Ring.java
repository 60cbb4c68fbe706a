package dev.logline.examples.receiver;

import java.util.ArrayDeque;
import java.util.List;

/** Keeps the newest items, bounded in number and in bytes, and counts all that ever came. */
final class Ring<T> {
  private record Slot<T>(T item, int bytes) {}

  private final int maxItems;
  private final long maxBytes;
  private final ArrayDeque<Slot<T>> slots = new ArrayDeque<>();
  private long bytes;
  private long count;

  Ring(int maxItems, long maxBytes) {
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
  }

  /** Adds an item that takes about so many bytes; the oldest ones make room for it. */
  synchronized void add(T item, int itemBytes) {
    slots.addLast(new Slot<>(item, itemBytes));
    bytes += itemBytes;
    count++;
    while (slots.size() > maxItems || bytes > maxBytes) {
      bytes -= slots.removeFirst().bytes();
    }
  }

  /** A copy, oldest first. */
  synchronized List<T> items() {
    return slots.stream().map(Slot::item).toList();
  }

  synchronized long count() {
    return count;
  }
}
