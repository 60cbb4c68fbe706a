package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.buffer.Overflow;
import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffer.Origin;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.Wakeup;
import dev.logline.testkit.HeardLosses;
import dev.logline.testkit.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a request is full. */
class BatchingTest {
  private static final byte[] RECORD = new byte[64 << 10];

  private static RecordBuffer buffer(long bytes) {
    return RecordBuffers.inMemory(
        bytes,
        new Overflow(Policy.DROP_NEWEST, Duration.ZERO),
        new Wakeup(),
        new VirtualClock(),
        HeardLosses.IGNORED);
  }

  /** Records until a request is due without anybody waiting, and its bytes. */
  private static long bytesOfFullRequest(RecordBuffer buffer) {
    Batching batching = new Batching(buffer);
    batching.begin(ShipperSettings.DEFAULT); // nothing is there that has waited
    while (buffer.offer(RECORD, RECORD.length, 0, 9, Origin.APPENDER)) {
      var batch = batching.next(0, false);
      if (batch != null) {
        return batch.bytes();
      }
    }
    throw new AssertionError("the buffer was full before a request was");
  }

  @Test
  void aRequestIsFullWithTwoMebibytes() {
    assertThat(bytesOfFullRequest(buffer(64 << 20))).isBetween(1L << 20, 2L << 20);
  }

  @Test
  void aSmallBufferHoldsFourRequestsAtLeast() {
    assertThat(bytesOfFullRequest(buffer(RecordBuffers.MIN_BYTES))).isBetween(1L << 18, 1L << 19);
  }
}
