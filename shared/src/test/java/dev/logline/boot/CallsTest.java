package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.logrecord.RecordLimits;
import dev.logline.logrecord.RecordWriter;
import dev.logline.logrecord.SdkRecordWriter;
import io.opentelemetry.api.logs.LoggerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CallsTest {
  private static final int THREADS = 80;

  private final AtomicInteger made = new AtomicInteger();
  private final Calls calls = new Calls();
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

  @Test
  void threadsThatWantOnePlaceOftenGetPlacesOfTheirOwn() throws Exception {
    AtomicInteger withoutOne = new AtomicInteger();
    atOnce(
        1_000,
        (round, place, writer) -> {
          if (round == 999 && !place.isLasting()) {
            withoutOne.incrementAndGet();
          }
        });

    assertThat(withoutOne).hasValue(0);
  }

  @Test
  void aCallWithinAnotherFindsItsPlaceAgainWhenMorePlacesAreUsedMeanwhile() throws Exception {
    for (int i = 0; i < 8; i++) { // a thread of those of the first place would have the same again
      Calls crowded = new Calls();
      inThread(
          () -> {
            Calls.Place outer = crowded.enter();
            outer.depth++;
            for (int colliding = 0; colliding < 2_000; ) {
              colliding += collisionsOfOneMore(crowded);
            }
            assertThat(crowded.enter()).isSameAs(outer);
          });
    }
  }

  /** A thousand, where a thread that was made now comes to the place of another; none else. */
  private static int collisionsOfOneMore(Calls crowded) {
    AtomicInteger collisions = new AtomicInteger();
    inThread(
        () -> {
          Calls.Place place = crowded.enter();
          for (int i = 0; i < 1_000 && !place.isLasting(); i++) {
            place.depth = 1;
            crowded.leaving(place);
            place = crowded.enter();
            collisions.incrementAndGet();
          }
          place.depth = 1;
          crowded.leaving(place);
          place.owner = null;
        });
    return collisions.get();
  }

  private static void inThread(Runnable task) {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(task);
    thread.setUncaughtExceptionHandler((any, e) -> thrown.set(e));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(thrown.get()).isNull();
  }

  private int writersOfSoManyAtOnce() throws Exception {
    Set<Object> writers = ConcurrentHashMap.newKeySet();
    atOnce(1, (round, place, writer) -> writers.add(writer));
    return writers.size();
  }

  private interface Call {
    void isUnderWay(int round, Calls.Place place, RecordWriter writer);
  }

  /** In each round all threads are in the middle of a call together. */
  private void atOnce(int rounds, Call call) throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int round = 0; round < rounds; round++) {
                  Calls.Place place = calls.enter();
                  place.depth++;
                  RecordWriter writer = pool.writer(place);
                  call.isUnderWay(round, place, writer);
                  await(together);
                  pool.leaving(place, writer);
                  calls.leaving(place);
                  place.depth--;
                  place.owner = null;
                  await(together);
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
