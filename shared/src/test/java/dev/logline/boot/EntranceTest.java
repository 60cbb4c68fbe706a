package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.buffer.Overflow;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.logrecord.OtlpRecordWriter;
import dev.logline.logrecord.RecordLimits;
import dev.logline.testkit.HeardLosses;
import dev.logline.testkit.VirtualClock;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EntranceTest {
  private final Wakeup wakeup = new Wakeup();
  private final Ledger ledger = new Ledger(new VirtualClock());
  private final RecordBuffer buffer =
      RecordBuffers.inMemory(
          16 << 20,
          new Overflow(Overflow.Policy.DROP_NEWEST, Duration.ZERO),
          wakeup,
          new VirtualClock(),
          HeardLosses.IGNORED);
  private final WriterPool pool =
      new WriterPool(
          () -> new OtlpRecordWriter(buffer), RecordLimits.DEFAULT, WriterPool.Way.BUFFER);

  private void write(Runnable entered, Runnable mapped) {
    Losses losses = new Losses(ledger, wakeup);
    new Entrance(buffer, Clock.systemUTC(), ledger, losses, (grade, message, cause) -> {}, entered)
        .write("shop.Orders", "text", (text, record) -> mapped.run(), pool);
  }

  private static void overflow() {
    throw new StackOverflowError("played");
  }

  @Test
  void whatIsThrownBehindATakenRecordMakesItNoLoss() {
    write(EntranceTest::overflow, () -> {});
    assertThat(ledger.acceptedCount()).isEqualTo(1);
    assertThat(ledger.losses().total()).isZero();
  }

  @Test
  void whatIsThrownWhileARecordIsMappedIsOneLoss() {
    write(() -> {}, EntranceTest::overflow);
    assertThat(ledger.acceptedCount()).isZero();
    assertThat(ledger.losses().total()).isEqualTo(1);
  }
}
