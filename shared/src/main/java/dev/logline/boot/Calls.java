package dev.logline.boot;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The log calls that are under way, each at a place that knows its thread: not one a thread,
 * because virtual threads come by the million and a thread must not hold what a redeployment wants
 * to drop.
 *
 * <p>A call that comes from within another, such as from a {@code toString()} that logs, finds the
 * place of its thread again, whatever way its records go by now. Where two threads want one place,
 * the second gets one for this call only: a thread that was preempted in the middle of a call holds
 * its place for long. Where that comes often, more places are used, because one for a call only
 * costs more than the rest.
 */
final class Calls {
  private static final VarHandle OWNER = owner();

  private static VarHandle owner() {
    try {
      return MethodHandles.lookup().findVarHandle(Place.class, "owner", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e); // it stands below
    }
  }

  /** 2^64 by the golden ratio: threads of successive ids are far from each other. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** How many times as many places as at the beginning can be in use. */
  private static final int MOST_GROWTH = 8;

  /** For each place in use, before twice as many are. */
  private static final int COLLISIONS = 100;

  private static final int FEWEST =
      Integer.highestOneBit(Math.max(16, Runtime.getRuntime().availableProcessors() * 4));

  /** How many places there are. */
  static final int PLACES = FEWEST * MOST_GROWTH;

  private final Place[] places = new Place[PLACES];
  private volatile int inUse = FEWEST; // the first of them, a power of two
  private int collisions; // since there were twice as many; a race may cost some
  private final Map<Thread, Place> others = new ConcurrentHashMap<>();

  /**
   * Of one thread from {@link #enter} on. Given back by plain stores, which need no room on a stack
   * that has overflowed.
   */
  static final class Place {
    /** Null for a place that is free; written last. */
    volatile Thread owner;

    /** How many calls of the owner are under way, one in the other; the owner's. */
    int depth;

    /** Which of all it is; those that are for one call only have none. */
    final int number;

    Place(int number) {
      this.number = number;
    }

    /** Whether it is found again by its number, and not by its thread. */
    boolean isLasting() {
      return number >= 0;
    }
  }

  Calls() {
    for (int i = 0; i < PLACES; i++) {
      places[i] = new Place(i);
    }
  }

  /** The place that the current thread has already, or a free one, now its own. */
  Place enter() {
    Thread thread = Thread.currentThread();
    int slot = slot(thread);
    Place place = places[slot];
    if (place.owner == thread) {
      return place;
    }
    Place earlier = inUse > FEWEST ? fromBefore(thread, slot) : null;
    if (earlier != null) {
      return earlier;
    }
    if (others.isEmpty() && OWNER.compareAndSet(place, null, thread)) {
      return place;
    }
    return enterAmongOthers(place, thread);
  }

  /** The place that the thread has since fewer were in use, or null. */
  private Place fromBefore(Thread thread, int slot) {
    int earlier = slot;
    for (int used = inUse; used > FEWEST; used /= 2) {
      earlier /= 2; // as slot(thread) was with half as many
      if (places[earlier].owner == thread) {
        return places[earlier];
      }
    }
    return null;
  }

  private Place enterAmongOthers(Place usual, Thread thread) {
    Place own = others.get(thread);
    if (own == null) {
      if (OWNER.compareAndSet(usual, null, thread)) {
        return usual;
      }
      own = new Place(-1);
      own.owner = thread;
      others.put(thread, own);
      growIfCrowded();
    }
    return own;
  }

  private void growIfCrowded() {
    int now = inUse;
    if (++collisions > now * COLLISIONS && now < places.length) {
      collisions = 0;
      inUse = now * 2;
    }
  }

  /** Forgets a place that was made for one call; one that is left out is found by its thread. */
  void leaving(Place place) {
    if (place.depth == 1 && !place.isLasting()) {
      others.remove(Thread.currentThread());
    }
  }

  private int slot(Thread thread) {
    long fraction = (thread.getId() * GOLDEN) >>> 32;
    return (int) ((fraction * inUse) >>> 32);
  }
}
