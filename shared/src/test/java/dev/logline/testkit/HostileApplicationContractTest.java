package dev.logline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every adapter must do, whatever the application does to it. */
public abstract class HostileApplicationContractTest extends AppenderContractTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private Framework startWithEndpoint() {
    return start(Map.of("endpoint", collector.endpoint()));
  }

  private List<String> bodies() {
    return collector.logRecords().stream()
        .map(LogRecord::getBody)
        .map(body -> body.getStringValue())
        .filter(body -> !body.contains("lost between")) // losses are told in a record, too
        .toList();
  }

  @Test
  void anArgumentThatLogsItselfDoesNotMultiply() {
    try (Framework framework = startWithEndpoint()) {
      Object selfish =
          new Object() {
            @Override
            public String toString() {
              framework.logWithArgument("shop.Orders", this);
              return "selfish";
            }
          };
      assertThatCode(() -> framework.logWithArgument("shop.Orders", selfish))
          .doesNotThrowAnyException();
      framework.log("shop.Orders", Grade.INFO, "afterwards", null);
      assertThat(Logline.flush(LONG)).isTrue();
      assertThat(bodies()).contains("afterwards").hasSizeLessThanOrEqualTo(3);
      assertThat(bodies()).filteredOn("argument selfish"::equals).isNotEmpty();
      assertThat(Logline.status().lostCount()).isZero();
    }
  }

  @Test
  void whateverAnArgumentThrowsTheApplicationRunsOnAndEveryRecordIsCounted() {
    List<Throwable> throwables =
        List.of(
            new IllegalStateException("played"),
            new StackOverflowError("played"),
            new OutOfMemoryError("played"),
            new InternalError("played"),
            new NoClassDefFoundError("played"),
            new ThreadDeath());
    try (Framework framework = startWithEndpoint()) {
      for (Throwable thrown : throwables) {
        Object throwing =
            new Object() {
              @Override
              public String toString() {
                if (thrown instanceof Error error) {
                  throw error;
                }
                throw (RuntimeException) thrown;
              }
            };
        assertThatCode(() -> framework.logWithArgument("shop.Orders", throwing))
            .as(thrown.toString())
            .doesNotThrowAnyException();
        framework.log("shop.Orders", Grade.INFO, "good", null);
      }
      assertThat(Logline.flush(LONG)).isTrue();
      assertThat(bodies()).filteredOn("good"::equals).hasSameSizeAs(throwables);
      assertThat(bodies().size() + Logline.status().lostCount()).isEqualTo(2L * throwables.size());
      assertThat(Logline.status().lostByReason().keySet()).isSubsetOf("encode_error");
    }
  }

  @Test
  void anInterruptedThreadLogsAndStaysInterrupted() {
    try (Framework framework = startWithEndpoint()) {
      Thread.currentThread().interrupt();
      boolean still = true;
      for (int i = 0; i < 1_000; i++) {
        framework.log("shop.Orders", Grade.INFO, "interrupted", null);
        still &= Thread.currentThread().isInterrupted();
      }
      assertThat(Thread.interrupted()).isTrue();
      assertThat(still).isTrue();
      assertThat(Logline.flush(LONG)).isTrue();
      assertThat(bodies()).hasSize(1_000);
    }
  }

  @Test
  @SuppressWarnings("SystemGc")
  void aCleanerMayLog() {
    try (Framework framework = startWithEndpoint()) {
      Cleaner.create()
          .register(new Object(), () -> framework.log("shop.Orders", Grade.INFO, "cleaned", null));
      await()
          .atMost(10, TimeUnit.SECONDS)
          .until(
              () -> {
                System.gc();
                return bodies().contains("cleaned");
              });
    }
  }

  @Test
  void aStackOfAHundredThousandFramesIsCutAndMarked() {
    Throwable deep = new StackOverflowError("deep");
    StackTraceElement[] frames = new StackTraceElement[100_000];
    Arrays.fill(frames, new StackTraceElement("shop.Orders", "place", "Orders.java", 17));
    deep.setStackTrace(frames);
    try (Framework framework = startWithEndpoint()) {
      framework.log("shop.Orders", Grade.ERROR, "deep", deep);
      LogRecord record = collector.awaitLogRecords(1).get(0);
      String text = attributes(record).get("exception.stacktrace").getStringValue();
      assertThat(text)
          .hasSizeLessThan(70_000)
          .startsWith("java.lang.StackOverflowError: deep\n\tat shop.Orders.place")
          .contains("frames truncated");
    }
  }

  /** Some frameworks read a throwable before any appender is called, and let out what it throws. */
  @Test
  void aThrowableThatFailsWhenItIsReadHarmsNoOtherRecord() {
    List<HostileThrowable> throwables = HostileThrowable.all().toList();
    try (Framework framework = startWithEndpoint()) {
      int returned = 0;
      for (HostileThrowable thrown : throwables) {
        returned += logs(framework, thrown) ? 1 : 0;
        framework.log("shop.Orders", Grade.INFO, "good", null);
      }
      assertThat(Logline.flush(LONG)).isTrue();
      assertThat(bodies()).filteredOn("good"::equals).hasSameSizeAs(throwables);
      assertThat(bodies()).filteredOn("hostile"::equals).hasSize(returned);
      assertThat(Logline.status().lostCount()).isZero();
    }
  }

  /** Whether the call returned. */
  private static boolean logs(Framework framework, HostileThrowable thrown) {
    try {
      framework.log("shop.Orders", Grade.ERROR, "hostile", thrown.make());
      return true;
    } catch (Throwable e) {
      assertThat(e.getStackTrace())
          .as("none of ours let it out: " + e)
          .noneMatch(frame -> frame.getClassName().startsWith("dev.logline.boot"));
      return false;
    }
  }
}
