package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.buffer.Overflow;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.logrecord.OtlpRecordWriter;
import dev.logline.logrecord.RecordLimits;
import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EntranceTest {
  private final Wakeup wakeup = new Wakeup();
  private final Ledger ledger = new Ledger(Clock.getDefault());
  private final RecordBuffer buffer =
      RecordBuffers.inMemory(
          16 << 20,
          new Overflow(Overflow.Policy.DROP_NEWEST, Duration.ZERO),
          wakeup,
          Clock.getDefault(),
          severity -> {});
  private final WriterPool pool =
      new WriterPool(
          () -> new OtlpRecordWriter(buffer), RecordLimits.DEFAULT, WriterPool.Way.BUFFER);

  private void write(Runnable entered, Runnable mapped) {
    new Entrance(buffer, wakeup, () -> 0, ledger, (grade, message, cause) -> {}, entered)
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
