package dev.logline.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.buffer.RecordBuffer.Origin;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every buffer promises, wherever its bytes live. */
abstract class RecordBufferContractTest {
  static final long MIB = 1 << 20;

  /** A buffer bounded to {@code bytes}. */
  abstract RecordBuffer create(long bytes);

  static byte[] record(long id, int length) {
    byte[] record = new byte[length];
    ByteBuffer.wrap(record).putLong(0, id);
    for (int i = Long.BYTES; i < length; i++) {
      record[i] = (byte) (id + i);
    }
    return record;
  }

  static long id(Batch batch, int i) {
    byte[] bytes = new byte[batch.length(i)];
    batch.copy(i, 0, bytes, 0, bytes.length);
    long id = ByteBuffer.wrap(bytes).getLong(0);
    assertThat(bytes).isEqualTo(record(id, bytes.length));
    return id;
  }

  static boolean offer(RecordBuffer buffer, long id, int length) {
    return buffer.offer(record(id, length), length, 2, 9, Origin.APPENDER);
  }

  @Test
  void givesBackWhatWasOfferedInOrder() {
    RecordBuffer buffer = create(4 * MIB);
    for (int id = 0; id < 1_000; id++) {
      assertThat(offer(buffer, id, 8 + id % 300)).isTrue();
    }
    Batch batch = buffer.take(Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertThat(batch.size()).isEqualTo(1_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(id(batch, i)).isEqualTo(i);
      assertThat(batch.scopeLength(i)).isEqualTo(2);
      assertThat(batch.severity(i)).isEqualTo(9);
    }
    assertThat(buffer.take(1, 1)).isNull();
    assertThat(buffer.backlogBytes()).isZero();
  }

  @Test
  void boundsABatchByRecordsAndByBytesButGivesAtLeastOne() {
    RecordBuffer buffer = create(4 * MIB);
    for (int id = 0; id < 10; id++) {
      offer(buffer, id, 100);
    }
    assertThat(buffer.take(3, Integer.MAX_VALUE).size()).isEqualTo(3);
    assertThat(buffer.take(100, 250).size()).isEqualTo(2);
    assertThat(buffer.take(100, 1).size()).isEqualTo(1);
    assertThat(buffer.take(100, Integer.MAX_VALUE).size()).isEqualTo(4);
  }

  @Test
  void givesRecordsOfOneOriginAtATime() {
    RecordBuffer buffer = create(4 * MIB);
    offer(buffer, 0, 10);
    buffer.offer(record(1, 10), 10, 2, 9, Origin.SDK);
    Batch first = buffer.take(10, 1_000);
    assertThat(first.origin()).isEqualTo(Origin.APPENDER);
    assertThat(first.size()).isEqualTo(1);
    assertThat(buffer.take(10, 1_000).origin()).isEqualTo(Origin.SDK);
  }

  @Test
  void refusesTheNewestWhenFullAndTakesAgainAfterRelease() {
    RecordBuffer buffer = create(4 * MIB);
    long accepted = 0;
    while (offer(buffer, accepted, 10_000)) {
      accepted++;
    }
    assertThat(accepted * 10_000).isBetween(3 * MIB, 4 * MIB);
    List<Batch> batches = new ArrayList<>();
    for (Batch batch = take(buffer); batch != null; batch = take(buffer)) {
      batches.add(batch);
    }
    assertThat(batches.stream().mapToInt(Batch::size).sum()).isEqualTo((int) accepted);
    assertThat(offer(buffer, accepted, 10_000)).as("taken is not released").isFalse();
    batches.forEach(buffer::release);
    assertThat(offer(buffer, accepted, 10_000)).isTrue();
    assertThat(id(take(buffer), 0)).isEqualTo(accepted);
  }

  private static Batch take(RecordBuffer buffer) {
    return buffer.take(Integer.MAX_VALUE, (int) MIB);
  }

  @Test
  void takesRecordsUpToItsLimitAndNoneAbove() {
    RecordBuffer buffer = create(4 * MIB);
    assertThat(offer(buffer, 1, buffer.maxRecordBytes())).isTrue();
    assertThat(offer(buffer, 2, buffer.maxRecordBytes() + 1)).isFalse();
    assertThat(offer(buffer, 3, buffer.maxRecordBytes())).isTrue();
    Batch batch = buffer.take(10, Integer.MAX_VALUE);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(id(batch, 1)).isEqualTo(3);
  }

  @Test
  void aBatchInHalvesIsTheWhole() {
    RecordBuffer buffer = create(4 * MIB);
    for (int id = 0; id < 7; id++) {
      offer(buffer, id, 100);
    }
    Batch whole = buffer.take(10, 10_000);
    Batch first = whole.firstHalf();
    Batch second = whole.secondHalf();
    assertThat(first.size() + second.size()).isEqualTo(7);
    assertThat(id(second, 0)).isEqualTo(first.size());
    assertThat(first.bytes() + second.bytes()).isEqualTo(whole.bytes());
    assertThat(second.position()).isGreaterThan(first.position());
  }

  @Test
  void anIdleBufferHoldsLittle() {
    long outsideTheHeap = memoryOutsideTheHeap();
    long onTheHeap = memoryOnTheHeap();
    RecordBuffer buffer = create(16 * MIB);
    assertThat(buffer.heldBytes()).isLessThan(2 * MIB);
    for (int id = 0; offer(buffer, id, 1_000); id++) {
      assertThat(id).isLessThan(20_000);
    }
    assertThat(buffer.heldBytes()).isGreaterThan(15 * MIB);
    for (Batch batch = take(buffer); batch != null; batch = take(buffer)) {
      buffer.release(batch);
    }
    buffer.trim();
    // At once, without a collection: an idle process may not have one for hours.
    assertThat(memoryOutsideTheHeap() - outsideTheHeap).isLessThan(2 * MIB);
    assertThat(memoryOnTheHeap() - onTheHeap).isLessThan(2 * MIB);
    assertThat(buffer.heldBytes()).isLessThan(2 * MIB);
  }

  private static long memoryOutsideTheHeap() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static long memoryOnTheHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void positionsTellWhenAllThatWasOfferedIsTaken() {
    RecordBuffer buffer = create(4 * MIB);
    offer(buffer, 1, 100);
    long written = buffer.writePosition();
    assertThat(buffer.readPosition()).isLessThan(written);
    buffer.take(10, 1_000);
    assertThat(buffer.readPosition()).isGreaterThanOrEqualTo(written);
  }

  @Test
  void manyWritersAndOneShipperLoseAndDoubleNothing() throws InterruptedException {
    RecordBuffer buffer = create(4 * MIB);
    int writers = 4;
    int each = 200_000;
    AtomicLong refused = new AtomicLong();
    CountDownLatch done = new CountDownLatch(writers);
    for (int w = 0; w < writers; w++) {
      long base = (long) w * each;
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  while (!offer(buffer, base + i, 16 + (i & 63))) {
                    refused.incrementAndGet();
                    Thread.onSpinWait();
                  }
                }
                done.countDown();
              })
          .start();
    }
    long[] next = new long[writers];
    long taken = 0;
    while (taken < (long) writers * each) {
      Batch batch = buffer.take(10_000, (int) MIB);
      if (batch == null) {
        Thread.onSpinWait();
        continue;
      }
      for (int i = 0; i < batch.size(); i++) {
        long id = id(batch, i);
        int writer = (int) (id / each);
        assertThat(id % each).as("order within a writer").isEqualTo(next[writer]++);
      }
      taken += batch.size();
      buffer.release(batch);
    }
    done.await();
    assertThat(buffer.take(1, 1)).isNull();
  }
}
