package dev.logline.buffer;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets the shipper sleep until there is something to do, at the price of one volatile read a
 * record.
 *
 * <p>The order that makes it safe: a writer commits (volatile) and then reads the state; the
 * sleeper sets the state (volatile) and then looks whether anything was committed. One of them sees
 * the other.
 */
public final class Wakeup {
  private static final int AWAKE = 0;
  private static final int UNTIL_SEGMENT = 1;
  private static final int UNTIL_RECORD = 2;

  private volatile int state = AWAKE;
  private volatile boolean woken; // since the last sleep: a permit may be lost to a lock on the way
  private volatile Thread sleeper;

  /** A record was committed. */
  void recordCommitted() {
    if (state == UNTIL_RECORD) {
      StackRoom.require(); // else the sleeper would pass for awake, and sleep on
      wake();
    }
  }

  /** A segment was filled. */
  void segmentFilled() {
    if (state != AWAKE) {
      StackRoom.require();
      wake();
    }
  }

  /** Ends a sleep, or keeps the next one from starting. */
  public void wake() {
    woken = true;
    state = AWAKE;
    Thread thread = sleeper;
    if (thread != null) {
      LockSupport.unpark(thread); // a permit left over only makes the next sleep short
    }
  }

  /** Sleeps until the first record after now, or {@link #wake}; not at all if {@code stay} says. */
  public void sleepUntilRecord(long nanos, BooleanSupplier stay) {
    sleep(UNTIL_RECORD, nanos, stay);
  }

  /** Sleeps until a segment is full, or {@link #wake}; not at all if {@code stay} says. */
  public void sleepUntilSegment(long nanos, BooleanSupplier stay) {
    sleep(UNTIL_SEGMENT, nanos, stay);
  }

  private void sleep(int kind, long nanos, BooleanSupplier stay) {
    sleeper = Thread.currentThread();
    state = kind;
    if (!woken && !stay.getAsBoolean() && state == kind) {
      LockSupport.parkNanos(this, nanos);
    }
    state = AWAKE;
    woken = false;
    Thread.interrupted(); // somebody interrupts threads that are not his: nothing ends by that
  }
}
