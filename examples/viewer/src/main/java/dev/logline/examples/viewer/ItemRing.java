package dev.logline.examples.viewer;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Keeps the newest items, bounded in number and in bytes of memory, and numbers all of them. */
final class ItemRing {
  private static final class Shared {
    final Origin origin;
    int users;

    Shared(Origin origin) {
      this.origin = origin;
    }
  }

  private final Item[] items;
  private final long maxBytes;
  private final Map<Origin, Shared> origins = new HashMap<>();
  private long first = 1;
  private long last;
  private long bytes;

  ItemRing(int maxItems, long maxBytes) {
    this.items = new Item[maxItems];
    this.maxBytes = maxBytes;
  }

  /** Adds an item, for which the oldest ones make room. */
  synchronized void add(Origin origin, ByteString traceId, byte[] message) {
    if (last - first + 1 == items.length) {
      removeFirst();
    }
    Shared shared = origins.computeIfAbsent(origin, Shared::new);
    if (shared.users++ == 0) {
      bytes += origin.bytes();
    }
    Item item = new Item(++last, shared.origin, traceId, message);
    items[index(last)] = item;
    bytes += item.bytes();
    while (bytes > maxBytes) {
      removeFirst();
    }
    notifyAll();
  }

  /** Those with a greater number, oldest first: at most so many, and so many bytes if over one. */
  synchronized List<Item> after(long number, int maxItems, long maxBytesOfThem) {
    List<Item> found = new ArrayList<>();
    long left = maxBytesOfThem;
    for (long i = Math.max(first, number + 1); i <= last && found.size() < maxItems; i++) {
      Item item = items[index(i)];
      left -= item.bytes();
      if (left < 0 && !found.isEmpty()) {
        break;
      }
      found.add(item);
    }
    return found;
  }

  /** All that are kept of a trace, oldest first. */
  synchronized List<Item> ofTrace(ByteString traceId) {
    return after(0, Integer.MAX_VALUE, Long.MAX_VALUE).stream()
        .filter(item -> item.traceId.equals(traceId))
        .toList();
  }

  /** Waits until there is one with a greater number, or has been. */
  synchronized void await(long number, long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); last <= number && left > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
  }

  /** The number of the oldest that is kept; one more than {@link #last} when there is none. */
  synchronized long first() {
    return first;
  }

  /** The number of the newest, which is how many ever came. */
  synchronized long last() {
    return last;
  }

  synchronized long bytes() {
    return bytes;
  }

  private void removeFirst() {
    int index = index(first++);
    Item item = items[index];
    items[index] = null;
    bytes -= item.bytes();
    Shared shared = origins.get(item.origin);
    if (--shared.users == 0) {
      bytes -= item.origin.bytes();
      origins.remove(item.origin);
    }
  }

  private int index(long number) {
    return (int) (number % items.length);
  }
}
