package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.logrecord.RecordLimits;
import dev.logline.logrecord.SdkRecordWriter;
import io.opentelemetry.api.logs.LoggerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WriterPoolTest {
  private static final int THREADS = 80;

  private final AtomicInteger made = new AtomicInteger();
  private final WriterPool pool =
      new WriterPool(
          () -> {
            made.incrementAndGet();
            return new SdkRecordWriter(LoggerProvider.noop());
          },
          RecordLimits.DEFAULT,
          WriterPool.Way.BUFFER);

  @Test
  void threadsThatWantOnePlaceUseTheWritersOfThoseBefore() throws Exception {
    for (int round = 0; round < 6; round++) {
      assertThat(writersOfSoManyAtOnce()).isEqualTo(THREADS);
    }
    // One for each at once, and one for each place that only a later thread came to.
    assertThat(made.get()).isLessThan(3 * THREADS);
  }

  /** All threads are in the middle of a call together. */
  private int writersOfSoManyAtOnce() throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    Set<Object> writers = ConcurrentHashMap.newKeySet();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                WriterPool.Place place = pool.enter();
                place.depth++;
                writers.add(pool.writer(place));
                try {
                  together.await();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                pool.leaving(place);
                place.depth--;
                place.owner = null;
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return writers.size();
  }
}
