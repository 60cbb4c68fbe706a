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
 * <p>Nobody waits in an outage: unless the policy is to block, there must have been progress in the
 * last second. That is room that was made, a delivery, and the moment in which the first records
 * are taken after a quiet time: a burst may fill the buffer before any of it can arrive. Room that
 * is made of records that are thrown away is none. Before the first delivery has succeeded or
 * failed, all is just starting, which counts as progress for 5 s. A thread of the pipeline never
 * waits, for it is the one that makes room. Neither does a virtual thread before JDK 24: the caller
 * may hold a monitor, and its carrier would wait with it.
 */
final class Room {
  private static final int JDK = Runtime.version().feature();

  private static final long PROGRESS_NANOS = 1_000_000_000L;

  /** How long the start counts as progress. */
  private static final long FIRST_NANOS = 5_000_000_000L;

  private final Overflow overflow;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private long times; // that room was made; guarded by the lock
  private volatile long last; // progress
  private volatile long begun;
  private volatile boolean starting;
  private volatile boolean givingUp; // since the last delivery, records were thrown away for room
  private volatile boolean quiet; // nothing is under way, and nothing keeps records from it

  Room(Overflow overflow, Clock clock) {
    this.overflow = overflow;
    this.clock = clock;
    start();
  }

  /** The way to the backend is being booted, which is progress, too. */
  void start() {
    begun = clock.nanoTime();
    last = begun;
    starting = true;
    givingUp = false;
  }

  /** All that was taken is settled. Shipper only, as are the next two. */
  void quiet() {
    quiet = true;
  }

  /** Records are under way. */
  void taken() {
    if (quiet) {
      last = clock.nanoTime();
      quiet = false;
    }
  }

  /** Records have arrived, or are counted as lost. */
  void delivered() {
    starting = false;
    givingUp = false;
    last = clock.nanoTime();
  }

  /** Deliveries fail, or there is no backend. Any thread. */
  void stalled() {
    starting = false;
    quiet = false;
  }

  /**
   * Records are thrown away to make room, which a file may have to be made for first: until some
   * are delivered, it is no sign of progress that there is more of it.
   */
  void givingUp() {
    givingUp = true;
  }

  /** There is more of it. */
  void made() {
    if (!givingUp) {
      last = clock.nanoTime();
    }
    lock.lock();
    try {
      times++;
      more.signalAll();
    } finally {
      lock.unlock();
    }
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
    if (quiet) {
      return true;
    }
    long now = clock.nanoTime(); // after quiet was read: who ends it has noted progress before
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
  private static final boolean MONITORS_PIN_NOTHING = JDK >= 24;

  private static final MethodHandle IS_VIRTUAL = isVirtualHandle(); // null before JDK 21

  private static MethodHandle isVirtualHandle() {
    if (JDK < 21) {
      return null; // asked all the same, it would take half a millisecond of the start to say no
    }
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
