package dev.logline.ship;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The arrays of large requests, each used again for another one while records flow: to zero a new
 * one, and to have it in no cache, costs more than to look for one that is there.
 *
 * <p>There are as many as requests were in flight at the same time. Whoever gives one back knows
 * that nobody reads it any more.
 */
final class RequestArrays {
  /** Smaller ones are made anew. */
  static final int LEAST_BYTES = 256 * 1024;

  private final Queue<byte[]> free = new ConcurrentLinkedQueue<>();

  /** One of at least that length, with anything in it. */
  byte[] take(int length) {
    if (length < LEAST_BYTES) {
      return new byte[length];
    }
    byte[] used = free.poll();
    // The next request will be a little shorter or longer than this one.
    return used != null && used.length >= length ? used : new byte[length + length / 8];
  }

  void giveBack(byte[] array) {
    if (array.length >= LEAST_BYTES) {
      free.add(array);
    }
  }

  /** Lets go of those that nobody has. */
  void clear() {
    free.clear();
  }
}
