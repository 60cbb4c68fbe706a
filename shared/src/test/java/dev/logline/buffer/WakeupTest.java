package dev.logline.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WakeupTest {
  private static final long LONG_NANOS = Duration.ofSeconds(30).toNanos();

  private final Wakeup wakeup = new Wakeup();
  private volatile int reached; // calls deep

  @Test
  void aWakeKeepsTheNextSleepFromStartingThoughALockTookThePermit() throws InterruptedException {
    Thread sleeper =
        new Thread(
            () -> {
              wakeup.sleepUntilRecord(1, () -> false); // so that it is known
              wakeup.wake();
              LockSupport.parkNanos(LONG_NANOS); // as a lock does: takes the permit
              wakeup.sleepUntilSegment(LONG_NANOS, () -> false);
            });
    sleeper.start();
    sleeper.join(10_000);
    assertThat(sleeper.isAlive()).isFalse();
  }

  @Test
  void aWakeBeforeTheFirstSleepCountsToo() throws InterruptedException {
    Thread sleeper =
        new Thread(
            () -> {
              wakeup.wake();
              wakeup.sleepUntilRecord(LONG_NANOS, () -> false);
            });
    sleeper.start();
    sleeper.join(10_000);
    assertThat(sleeper.isAlive()).isFalse();
  }

  @Test
  void aWakeForWhichTheStackHasNoRoomIsLeftToTheNextRecord() throws InterruptedException {
    for (int frames = 0; frames < 60; frames++) {
      Wakeup asleep = new Wakeup();
      Thread sleeper = new Thread(() -> asleep.sleepUntilRecord(LONG_NANOS, () -> false));
      sleeper.start();
      while (sleeper.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      int fromTheEnd = frames;
      Runnable deep = () -> overflow(deepest() - fromTheEnd, asleep);
      Thread small = new Thread(null, deep, "small-stack", 192 * 1024);
      small.start();
      small.join();
      asleep.recordCommitted();
      sleeper.join(10_000);
      assertThat(sleeper.isAlive()).as(frames + " frames from the end").isFalse();
    }
  }

  private int deepest() {
    reached = 0;
    overflow(Integer.MAX_VALUE, null);
    return reached;
  }

  /** Commits a record {@code last} calls deep. */
  private void overflow(int last, Wakeup asleep) {
    try {
      deeper(0, last, asleep);
    } catch (StackOverflowError e) {
      // that is what it is for
    }
  }

  private void deeper(int depth, int last, Wakeup asleep) {
    reached = Math.max(reached, depth);
    if (depth == last) {
      asleep.recordCommitted();
    } else {
      deeper(depth + 1, last, asleep);
    }
  }
}
