package dev.logline.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WakeupTest {
  private static final long LONG_NANOS = Duration.ofSeconds(30).toNanos();

  private final Wakeup wakeup = new Wakeup();

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
}
