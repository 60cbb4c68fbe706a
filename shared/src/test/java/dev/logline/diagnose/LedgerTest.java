package dev.logline.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.logline.testkit.VirtualClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private static final Instant START =
      Instant.ofEpochSecond(0, VirtualClock.EPOCH_NANOS).plusNanos(1_000);

  private final VirtualClock clock = new VirtualClock();
  private final Ledger ledger = new Ledger(clock);

  @Test
  void aLossIsCountedByReasonAndBySeverity() {
    ledger.refused(LossReason.QUEUE_FULL, 9);
    ledger.refused(LossReason.QUEUE_FULL, 12);
    ledger.lost(LossReason.REJECTED, 17);
    ledger.lost(LossReason.REJECTED, 0, 3);
    assertThat(ledger.lostCount()).isEqualTo(6);
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("queue_full", 2L, "rejected", 4L));
    assertThat(ledger.losses().bySeverity())
        .isEqualTo(Map.of("INFO", 2L, "ERROR", 1L, "UNSPECIFIED", 3L));
    assertThat(ledger.losses())
        .hasToString("queue_full 2, rejected 4; by severity: UNSPECIFIED 3, INFO 2, ERROR 1");
    assertThat(ledger.refusals().byReason()).isEqualTo(Map.of("queue_full", 2L));
  }

  @Test
  void eachSeverityNumberHasItsShortNameAndAnythingElseIsUnspecified() {
    List<String> names = new ArrayList<>();
    for (int number = -1; number <= 25; number++) {
      Ledger one = new Ledger(clock);
      one.lost(LossReason.REJECTED, number);
      names.addAll(one.losses().bySeverity().keySet());
    }
    assertThat(names)
        .containsExactly(
            ("UNSPECIFIED UNSPECIFIED TRACE TRACE TRACE TRACE DEBUG DEBUG DEBUG DEBUG"
                    + " INFO INFO INFO INFO WARN WARN WARN WARN ERROR ERROR ERROR ERROR"
                    + " FATAL FATAL FATAL FATAL UNSPECIFIED")
                .split(" "));
  }

  @Test
  void theFirstAndTheLastLossOfAnEpisodeAreToldByTheWallClock() {
    assertThat(ledger.takeFirstLoss()).isNull();
    assertThat(ledger.lastLoss()).isNull();
    ledger.lost(LossReason.REJECTED, 9);
    clock.advance(Duration.ofSeconds(5));
    ledger.refused(LossReason.QUEUE_FULL, 9);
    clock.advance(Duration.ofSeconds(5));
    assertThat(ledger.takeFirstLoss()).isEqualTo(START);
    assertThat(ledger.lastLoss()).isEqualTo(START.plusSeconds(5));
    ledger.refused(LossReason.QUEUE_FULL, 9);
    assertThat(ledger.takeFirstLoss()).as("of the next").isEqualTo(START.plusSeconds(10));
  }

  @Test
  void whatWaitsIsWhatWasAcceptedAndHasNotGone() {
    ledger.accepted(10);
    ledger.refused(LossReason.QUEUE_FULL, 9);
    ledger.delivered(4);
    ledger.handedOver(2);
    ledger.lost(LossReason.REJECTED, 9);
    assertThat(ledger.waitingCount()).isEqualTo(3);
  }

  @Test
  void lossesOfManyThreadsAreAllCounted() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          new Thread(
              () -> {
                for (int k = 0; k < 10_000; k++) {
                  ledger.refused(LossReason.QUEUE_FULL, 9);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(ledger.lostCount()).isEqualTo(40_000);
  }

  @Test
  void countingALossAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1_000; i++) {
        ledger.refused(LossReason.QUEUE_FULL, 9);
        ledger.lost(LossReason.REJECTED, 17);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes for 2,000 losses").isLessThan(1_000);
  }
}
