package dev.logline.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.sdk.common.Clock;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class MemoryBufferTest extends RecordBufferContractTest {
  @Override
  RecordBuffer create(long bytes, Overflow overflow, IntConsumer evicted, Clock clock) {
    return RecordBuffers.inMemory(bytes, overflow, new Wakeup(), clock, evicted);
  }

  @Test
  void refusesABoundThatCannotWork() {
    assertThatThrownBy(() -> create(MIB))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bufferBytes")
        .hasMessageContaining("1048576");
  }

  @Test
  void theDefaultBoundIsAQuarterOfTheHeapOr64MiB() {
    assertThat(RecordBuffers.defaultBytes())
        .isEqualTo(Math.min(64 * MIB, Runtime.getRuntime().maxMemory() / 4));
  }

  @Test
  void anEntryThatAnErrorInterruptedIsPassedOver() {
    RecordBuffer buffer = create(4 * MIB);
    offer(buffer, 1, 100);
    try {
      buffer.offer(new byte[4], 100, 2, 9, RecordBuffer.Origin.APPENDER); // too short to copy
    } catch (IndexOutOfBoundsException e) {
      offer(buffer, 2, 100);
    }
    Batch batch = buffer.take(10, 10_000);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(id(batch, 1)).isEqualTo(2);
  }

  @Test
  void memoryIsTakenAsRecordsCome() {
    RecordBuffer buffer = create(16 * MIB);
    assertThat(buffer.heldBytes()).isZero();
    while (offer(buffer, 1, 1_000)) {
      assertThat(buffer.heldBytes()).isBetween(MIB / 2, 16 * MIB);
    }
    assertThat(buffer.heldBytes()).isGreaterThan(13 * MIB);
  }
}
