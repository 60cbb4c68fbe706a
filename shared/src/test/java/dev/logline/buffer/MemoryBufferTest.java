package dev.logline.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logline.buffer.Overflow.Policy;
import dev.logline.testkit.HeardLosses;
import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class MemoryBufferTest extends RecordBufferContractTest {
  @Override
  RecordBuffer create(long bytes, Overflow overflow, IntConsumer evicted, Clock clock) {
    return RecordBuffers.inMemory(
        bytes, overflow, new Wakeup(), clock, HeardLosses.evicted(evicted));
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
  void whatWasNotWrittenIsNotReferredTo() {
    RecordBuffer buffer = create(4 * MIB);
    RepeatedBytes lines = new RepeatedBytes(record(1, 1_000));
    lines.moveTo(8);
    Repeats repeats = new Repeats();
    repeats.leaveOut(lines);
    try {
      buffer.offer(new byte[4], 100, 2, 9, RecordBuffer.Origin.APPENDER, repeats); // as above
    } catch (IndexOutOfBoundsException e) {
      assertThat(buffer.offer(record(2, 8), 8, 2, 9, RecordBuffer.Origin.APPENDER, repeats))
          .isTrue();
    }
    Batch batch = buffer.take(10, 10_000);
    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.scopeAndRecord(0)).startsWith(record(2, 8)).endsWith(record(1, 1_000));
  }

  @Test
  void aScopeThatWasNotWrittenIsNotReferredTo() {
    RecordBuffer buffer = create(4 * MIB);
    byte[] record = record(-2, 8);
    Repeats repeats = new Repeats();
    repeats.begin(new RepeatedBytes(Arrays.copyOf(record, 2)));
    try {
      buffer.offer(new byte[4], 100, 2, 9, RecordBuffer.Origin.APPENDER, repeats); // as above
    } catch (IndexOutOfBoundsException e) {
      assertThat(buffer.offer(record, 8, 2, 9, RecordBuffer.Origin.APPENDER, repeats)).isTrue();
    }
    Batch batch = buffer.take(10, 10_000);
    assertThat(batch.size()).isEqualTo(1);
    assertThat(id(batch, 0)).isEqualTo(-2);
  }

  @Test
  void bytesThatComeAgainTakeTheirRoomOnce() {
    RecordBuffer buffer = create(4 * MIB);
    RepeatedBytes repeated = new RepeatedBytes(record(1, 4_000));
    repeated.moveTo(8);
    Repeats repeats = new Repeats();
    repeats.leaveOut(repeated);
    for (int id = 0; id < 10_000; id++) { // 40 MB
      assertThat(buffer.offer(record(id, 50), 50, 2, 9, RecordBuffer.Origin.APPENDER, repeats))
          .isTrue();
    }
    assertThat(buffer.backlogBytes()).isLessThan(MIB);
  }

  @Test
  void aScopeThatComesAgainTakesItsRoomOnce() {
    RecordBuffer buffer = create(4 * MIB);
    RepeatedBytes scope = new RepeatedBytes(record(0, 4_000));
    Repeats repeats = new Repeats();
    for (int id = 0; id < 10_000; id++) { // 40 MB
      repeats.begin(scope);
      assertThat(
              buffer.offer(
                  record(0, 4_050), 4_050, 4_000, 9, RecordBuffer.Origin.APPENDER, repeats))
          .isTrue();
    }
    assertThat(buffer.backlogBytes()).isLessThan(MIB);
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

  @Test
  void aSegmentThatAnotherCallerMadeFreeIsRoomEnough() {
    AtomicInteger evicted = new AtomicInteger();
    LossListener losses = HeardLosses.evicted(severity -> evicted.incrementAndGet());
    Clock clock = Clock.getDefault();
    Room room = new Room(new Overflow(Policy.DROP_OLDEST, Duration.ZERO), clock);
    SegmentRows rows = new SegmentRows(new HeapSegments(4 * MIB, clock), 1, new Wakeup(), room);
    SegmentRow row = rows.row(0);
    int meta = Segment.meta(2, INFO, RecordBuffer.Origin.APPENDER);
    while (rows.append(row, record(1, 1_000), 1_000, null, meta, Share.COMMON, false)) {}
    int freed = rows.freed();
    assertThat(rows.evict(row, freed, losses)).isTrue();
    int ofOneSegment = evicted.get();
    assertThat(ofOneSegment).isPositive();
    assertThat(rows.evict(row, freed, losses)).isTrue();
    assertThat(evicted.get()).isEqualTo(ofOneSegment);
  }
}
