package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.testkit.ReceivedRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Virtual threads by the million, all of them there before the first of them logs. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest extends TelemetryFixture {
  /** What the JVM needs for one that waits, with a margin; a smaller heap has fewer of them. */
  private static final long BYTES_A_THREAD = 2_048;

  private final int threads =
      (int) Math.min(1_000_000, Runtime.getRuntime().maxMemory() / BYTES_A_THREAD);

  /** How often the record of each thread arrived. */
  private final AtomicIntegerArray arrivals = new AtomicIntegerArray(threads);

  private final CountDownLatch waiting = new CountDownLatch(threads);
  private final CountDownLatch start = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(threads);
  private final AtomicReference<Throwable> thrown = new AtomicReference<>();
  private final List<WeakReference<Object>> some = new ArrayList<>();

  @Test
  void aMillionThreadsLogAtOnceAndEachRecordArrivesOrIsCounted() throws Throwable {
    collector.passOn(this::count);
    Intake<String> intake = appender("endpoint", collector.endpoint());
    startThreads(intake);
    assertThat(waiting.await(2, TimeUnit.MINUTES)).isTrue();

    start.countDown();

    assertThat(done.await(2, TimeUnit.MINUTES)).isTrue();
    assertThat(Logline.flush(Duration.ofMinutes(2))).isTrue();
    assertThat(thrown.get()).isNull();
    assertThat(IntStream.range(0, threads).map(arrivals::get).max()).hasValue(1);
    long arrived = IntStream.range(0, threads).map(arrivals::get).sum();
    assertThat(arrived + Logline.status().lostCount()).isEqualTo(threads);
    assertThat(Logline.status().bufferBytes()).isLessThanOrEqualTo(64 << 20);
    assertThatNoThreadIsRetained();
  }

  private void startThreads(Intake<String> intake) throws Throwable {
    MethodHandle startVirtual =
        MethodHandles.publicLookup()
            .findStatic(
                Thread.class,
                "startVirtualThread",
                MethodType.methodType(Thread.class, Runnable.class));
    for (int i = 0; i < threads; i++) {
      int number = i;
      Object thread = startVirtual.invoke((Runnable) () -> log(intake, number));
      if (i % 1_000 == 0) {
        some.add(new WeakReference<>(thread));
      }
    }
  }

  private void log(Intake<String> intake, int number) {
    waiting.countDown();
    try {
      start.await();
      intake.accept("shop.Orders", String.valueOf(number));
    } catch (Throwable e) {
      thrown.set(e);
    }
    done.countDown();
  }

  private void count(ReceivedRequest request) {
    ((ExportLogsServiceRequest) request.message())
        .getResourceLogsList().stream()
            .flatMap(logs -> logs.getScopeLogsList().stream())
            .filter(logs -> logs.getScope().getName().equals("shop.Orders"))
            .map(ScopeLogs::getLogRecordsList)
            .flatMap(List::stream)
            .mapToInt(record -> Integer.parseInt(record.getBody().getStringValue()))
            .forEach(arrivals::incrementAndGet);
  }

  /** Neither the pool of writers nor anything else of ours, of which the pipeline still runs. */
  private void assertThatNoThreadIsRetained() {
    await()
        .atMost(LONG)
        .until(
            () -> {
              System.gc();
              return some.stream().allMatch(thread -> thread.refersTo(null));
            });
  }
}
