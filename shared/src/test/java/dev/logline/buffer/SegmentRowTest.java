package dev.logline.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.buffer.RecordBuffer.Origin;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class SegmentRowTest {
  private static final int TIMES = 100_000;
  private static final int BYTES = 256;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /**
   * A row that was read to its end and has no segment gets one from a writer, who does not hold the
   * head lock, while the shipper looks for more: it must read from the segment's start then.
   */
  @Test
  void aFirstSegmentIsReadFromItsStartWhoeverLooksMeanwhile() throws InterruptedException {
    SegmentRow row = new SegmentRow(0);
    ReentrantLock head = new ReentrantLock();
    AtomicInteger taken = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    Thread shipper =
        new Thread(
            () -> {
              while (over.getCount() > 0) {
                head.lock();
                try {
                  Batch batch = row.take(1, BYTES, passed -> {});
                  if (batch != null) {
                    taken.incrementAndGet();
                  }
                } finally {
                  head.unlock();
                }
              }
            });
    shipper.start();
    try {
      long start = System.nanoTime();
      for (int i = 0; i < TIMES; i++) {
        row.extend(segmentWithOneEntry(i));
        while (taken.get() == i) {
          assertThat(System.nanoTime() - start).as("time until %s", i).isLessThan(PATIENCE_NANOS);
          Thread.onSpinWait();
        }
        head.lock();
        try {
          row.clear();
        } finally {
          head.unlock();
        }
      }
    } finally {
      over.countDown();
      shipper.join();
    }
    assertThat(taken).hasValue(TIMES);
  }

  private static Segment segmentWithOneEntry(long index) {
    Segment segment = new HeapSegment(new byte[BYTES], index, index);
    byte[] record = {1, 2, 3};
    segment.limit(BYTES, 0);
    int at = segment.reserve(Segment.entrySize(record.length), Share.URGENT);
    segment.write(at, record, 0, record.length, Segment.meta(0, 9, Origin.APPENDER), 0);
    return segment;
  }
}
