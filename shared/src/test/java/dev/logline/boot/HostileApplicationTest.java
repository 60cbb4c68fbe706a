package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.diagnose.PipelineThread;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Applications whose objects log, throw or stop threads while they are written. */
class HostileApplicationTest extends TelemetryFixture {

  /** An appender for objects, whose text is asked for while the record is encoded. */
  private Intake<Supplier<String>> objects() {
    return objects(LoglineOptions.builder().set("endpoint", collector.endpoint()).build());
  }

  private Intake<Supplier<String>> objects(LoglineOptions options) {
    return Intake.open(
        options,
        status(),
        "test-appender",
        (object, record) -> {
          record.severity(9, "INFO");
          record.attribute("before", "the text");
          record.body(object.get());
        });
  }

  /** What the application logged; losses are told in a record, too. */
  private List<String> arrived() {
    return bodies().stream().filter(body -> !body.contains("lost between")).toList();
  }

  @Test
  void anObjectThatLogsItselfGivesTwoRecordsAndTheThirdIsHeldBack() {
    Intake<Supplier<String>> intake = objects();
    Supplier<String> selfish =
        new Supplier<>() {
          @Override
          public String get() {
            intake.accept("shop.Orders", this);
            return "selfish";
          }
        };
    intake.accept("shop.Orders", () -> "the first");
    for (int i = 0; i < 100; i++) {
      intake.accept("shop.Orders", selfish);
    }
    intake.accept("shop.Orders", () -> "the last");
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(arrived()).hasSize(202).contains("the first", "the last");
    assertThat(Logline.status().suppressed()).isEqualTo(100);
    assertThat(Logline.status().lostCount()).isZero();
    assertThat(statuses).filteredOn(said -> said.contains("was held back")).hasSize(1);
  }

  @Test
  void anotherWayForRecordsWithinACallMakesItNoDeeper() {
    Intake<Supplier<String>> intake = objects(LoglineOptions.none());
    ApplicationSdk application = new ApplicationSdk();
    Supplier<String> selfish =
        new Supplier<>() {
          @Override
          public String get() {
            Logline.adopt(application.sdk);
            intake.accept("shop.Orders", this);
            return "selfish";
          }
        };
    intake.accept("shop.Orders", selfish);
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(application.bodies).containsExactly("selfish", "selfish");
    assertThat(Logline.status().suppressed()).isEqualTo(1);
  }

  @Test
  void twoThreadsThatWantOnePlaceHaveEachTheirOwnDepth() throws Exception {
    Intake<Supplier<String>> intake = objects();
    Thread[] threads = new Thread[200]; // more than there are places, all within a call at once
    CountDownLatch inside = new CountDownLatch(threads.length);
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () ->
                  intake.accept(
                      "shop.Orders",
                      () -> {
                        inside.countDown();
                        awaitUninterruptibly(inside);
                        intake.accept("shop.Orders", () -> "inner");
                        return "outer";
                      }));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(arrived()).hasSize(400);
    assertThat(Logline.status().suppressed()).isZero();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("played"),
        new StackOverflowError("played"),
        new OutOfMemoryError("played"),
        new InternalError("played"),
        new NoClassDefFoundError("played"),
        new AssertionError("played"),
        new ThreadDeath());
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void whatIsThrownWhileARecordIsEncodedIsCountedAndNotSeen(Throwable thrown) {
    Intake<Supplier<String>> intake = objects();
    for (int i = 0; i < 10; i++) {
      assertThatCode(() -> intake.accept("shop.Orders", () -> rethrow(thrown)))
          .doesNotThrowAnyException();
      intake.accept("shop.Orders", () -> "good");
    }
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(arrived()).hasSize(10).containsOnly("good");
    assertThat(collector.logRecords())
        .filteredOn(record -> record.getBody().getStringValue().equals("good"))
        .allMatch(record -> record.getAttributesCount() == 1);
    assertThat(Logline.status().lostByReason()).isEqualTo(Map.of("encode_error", 10L));
  }

  private static String rethrow(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  @Test
  void aRealStackOverflowLeavesNoPlaceBehind() throws Exception {
    Intake<Supplier<String>> intake = objects();
    Supplier<String> logsTwo =
        () -> {
          intake.accept("shop.Orders", () -> "inner");
          return "outer";
        };
    runOnSmallStack(
        () -> {
          for (int i = 0; i < 30; i++) {
            overflow(intake);
          }
          intake.accept("shop.Orders", logsTwo);
        });
    assertThat(Logline.flush(LONG)).as(() -> Logline.status().toString()).isTrue();
    assertThat(arrived()).contains("deep").containsOnlyOnce("inner", "outer");
    await() // what is lost is told in a record, too
        .untilAsserted(
            () -> assertThat(collector.logRecords()).hasSize((int) Logline.status().accepted()));
  }

  /** Overflows soon: the usual stack would take tens of thousands of records to fill. */
  private static void runOnSmallStack(Runnable task) throws Exception {
    FutureTask<Void> result = new FutureTask<>(task, null);
    new Thread(null, result, "small-stack", 256 * 1024).start();
    result.get();
  }

  /** Logs at each of the last calls that the stack has room for, until it overflows. */
  private static void overflow(Intake<Supplier<String>> intake) {
    int[] deepest = {0};
    overflow(depth -> deepest[0] = depth);
    int from = deepest[0] - 1_000;
    overflow(
        depth -> {
          if (depth > from) {
            intake.accept("shop.Orders", () -> "deep");
          }
        });
  }

  private static void overflow(IntConsumer each) {
    assertThatThrownBy(() -> deeper(each, 0)).isInstanceOf(StackOverflowError.class);
  }

  private static int deeper(IntConsumer each, int depth) {
    each.accept(depth);
    return depth < 0 ? 0 : deeper(each, depth + 1) + 1;
  }

  @Test
  void aHundredThousandCallsOfAnInterruptedThreadArriveAndItStaysInterrupted() {
    Intake<Supplier<String>> intake = objects();
    Thread.currentThread().interrupt();
    boolean still = true;
    for (int i = 0; i < 100_000; i++) {
      intake.accept("shop.Orders", () -> "one");
      still &= Thread.currentThread().isInterrupted();
    }
    assertThat(Thread.interrupted()).isTrue();
    assertThat(still).isTrue();
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(collector.logRecords()).hasSize(100_000);
    assertThat(Logline.status().lostCount()).isZero();
  }

  @Test
  void whoInterruptsOurThreadsEndsNothingAndLosesNothing() {
    Intake<Supplier<String>> intake = objects();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      intake.accept("shop.Orders", () -> "one");
      if (i % 10 == 0) {
        List<Thread> ours = ourThreads();
        ours.get(random.nextInt(ours.size())).interrupt();
      }
    }
    ourThreads().forEach(Thread::interrupt);
    assertThat(Logline.flush(LONG)).isTrue();
    intake.accept("shop.Orders", () -> "last");
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(new HashSet<>(arrived())).containsExactlyInAnyOrder("one", "last");
    assertThat(arrived()).hasSizeGreaterThanOrEqualTo(2_001); // one may come twice
    assertThat(Logline.status().lostCount()).isZero();
  }

  private static List<Thread> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(PipelineThread.class::isInstance)
        .toList();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void tenThousandVirtualThreadsLogAtOnce() throws Throwable {
    Intake<Supplier<String>> intake = objects();
    MethodHandle startVirtual =
        MethodHandles.publicLookup()
            .findStatic(
                Thread.class,
                "startVirtualThread",
                MethodType.methodType(Thread.class, Runnable.class));
    int threads = 10_000;
    CountDownLatch started = new CountDownLatch(threads);
    CountDownLatch done = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      Runnable work =
          () -> {
            started.countDown();
            intake.accept(
                "shop.Orders",
                () -> {
                  awaitUninterruptibly(started); // all of them are within the call
                  return "one";
                });
            intake.accept("shop.Orders", () -> "two");
            done.countDown();
          };
      Object unused = startVirtual.invoke(work);
    }
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(collector.logRecords()).hasSize(2 * threads);
    assertThat(Logline.status().lostCount()).isZero();
    assertThat(Logline.status().bufferBytes()).isLessThan(32 << 20);
  }
}
