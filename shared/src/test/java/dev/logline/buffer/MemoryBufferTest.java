package dev.logline.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.sdk.common.Clock;
import org.junit.jupiter.api.Test;

class MemoryBufferTest extends RecordBufferContractTest {
  @Override
  RecordBuffer create(long bytes) {
    return new MemoryBuffer(bytes, new Wakeup(), Clock.getDefault());
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
    assertThat(MemoryBuffer.defaultBytes())
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
}
