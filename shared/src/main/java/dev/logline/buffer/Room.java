package dev.logline.buffer;

import dev.logline.buffer.Overflow.Policy;
import dev.logline.diagnose.PipelineThread;
import io.opentelemetry.sdk.common.Clock;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Where a thread that logs waits for room in a full buffer, if it may.
 *
 * <p>Nobody waits in an outage: unless the policy is to block, there must have been room made in
 * the last second. Before the first delivery has succeeded or failed, all is just starting, which
 * counts as progress for 5 s. A thread of the pipeline never waits, for it is the one that makes
 * room. Neither does a virtual thread before JDK 24: the caller may hold a monitor, and its carrier
 * would wait with it.
 */
final class Room {
  private static final long PROGRESS_NANOS = 1_000_000_000L;

  /** How long the start counts as progress. */
  private static final long FIRST_NANOS = 5_000_000_000L;

  private final Overflow overflow;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private long times; // that room was made; guarded by the lock
  private volatile long last;
  private final long begun;
  private volatile boolean starting = true;

  Room(Overflow overflow, Clock clock) {
    this.overflow = overflow;
    this.clock = clock;
    this.begun = clock.nanoTime();
    this.last = begun; // a boot is progress, too
  }

  /** There is more of it. */
  void made() {
    last = clock.nanoTime();
    lock.lock();
    try {
      times++;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The first delivery has succeeded or failed: from now on it shows whether there is progress. */
  void started() {
    starting = false;
  }

  /**
   * Tries again whenever there is more room, until it works or patience has ended.
   *
   * @param inVain tried last, if that was in vain and there is still progress
   * @return whether one of the two worked
   */
  boolean await(BooleanSupplier attempt, BooleanSupplier inVain) {
    Duration patience = overflow.patience();
    boolean reason = overflow.policy() == Policy.BLOCK || isProgress();
    if (patience.isZero() || !reason || !mayWait()) {
      return false;
    }
    return await(patience, attempt) || (isProgress() && inVain.getAsBoolean());
  }

  private boolean isProgress() {
    long now = clock.nanoTime();
    return now - last < PROGRESS_NANOS || (starting && now - begun < FIRST_NANOS);
  }

  /** Waits where room is being made, whatever the policy says. */
  boolean await(Duration patience, BooleanSupplier attempt) {
    if (!mayWait()) {
      return false;
    }
    long left = patience.toNanos();
    boolean interrupted = false; // that is no reason to lose a record: the thread learns it later
    try {
      while (true) {
        long seen = times();
        if (attempt.getAsBoolean()) {
          return true;
        }
        lock.lock();
        try {
          if (left <= 0) {
            return false;
          }
          if (times == seen) {
            left = more.awaitNanos(left);
          }
        } catch (InterruptedException e) {
          interrupted = true;
        } finally {
          lock.unlock();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private long times() {
    lock.lock();
    try {
      return times;
    } finally {
      lock.unlock();
    }
  }

  private static boolean mayWait() {
    Thread thread = Thread.currentThread();
    return !(thread instanceof PipelineThread) && (MONITORS_PIN_NOTHING || !isVirtual(thread));
  }

  /** Since JEP 491. */
  private static final boolean MONITORS_PIN_NOTHING = Runtime.version().feature() >= 24;

  private static final MethodHandle IS_VIRTUAL = isVirtualHandle(); // null before JDK 21

  private static MethodHandle isVirtualHandle() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static boolean isVirtual(Thread thread) {
    try {
      return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable e) {
      return true; // then it does not wait, which is never wrong
    }
  }
}
