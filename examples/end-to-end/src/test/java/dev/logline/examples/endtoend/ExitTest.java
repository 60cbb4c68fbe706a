package dev.logline.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.logging.log4j.core.async.AsyncLoggerContextSelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** However a process ends, what it logged arrives, or it says how much did not. */
@ParameterizedClass
@ValueSource(strings = {"logback", "log4j2", "log4j2, all loggers asynchronous"})
final class ExitTest {
  /** The flush timeout's default, and what a JVM needs beside it on a busy machine. */
  private static final Duration BOUND = Duration.ofSeconds(5 + 3);

  private final String framework;
  @TempDir private Path directory;
  private FakeCollector collector;

  ExitTest(String framework) {
    this.framework = framework;
  }

  @BeforeEach
  void start() {
    collector = FakeCollector.start();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private ChildJvm run(String way, String... options) throws Exception {
    ChildJvm.Builder builder =
        ChildJvm.of(Exits.class).environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
    for (String option : options) {
      builder.option(option);
    }
    if (framework.endsWith("asynchronous")) {
      builder.option("-Dlog4j2.contextSelector=" + AsyncLoggerContextSelector.class.getName());
    }
    return builder.start(directory, framework.split(",")[0], way);
  }

  private void checkThatAllArrived() {
    assertThat(collector.logRecords())
        .extracting(record -> record.getBody().getStringValue())
        .filteredOn(body -> body.startsWith("record "))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, Exits.RECORDS).mapToObj(i -> "record " + i).toList());
  }

  @Test
  void theEndOfMainLosesNothing() throws Exception {
    try (ChildJvm application = run("main")) {
      assertThat(application.await(Duration.ofSeconds(30))).isZero();
      checkThatAllArrived();
    }
  }

  @Test
  void systemExitLosesNothing() throws Exception {
    try (ChildJvm application = run("exit")) {
      assertThat(application.await(Duration.ofSeconds(30))).isZero();
      checkThatAllArrived();
    }
  }

  @Test
  void sigtermLosesNothing() throws Exception {
    try (ChildJvm application = run("signal")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> application.printed(Exits.READY));
      application.terminate();
      assertThat(application.await(Duration.ofSeconds(30))).isEqualTo(128 + 15);
      checkThatAllArrived();
    }
  }

  @Test
  void whatOtherShutdownHooksLogArrives() throws Exception {
    try (ChildJvm application = run("hook")) {
      assertThat(application.await(Duration.ofSeconds(30))).isZero();
      checkThatAllArrived();
      assertThat(collector.logRecords())
          .extracting(record -> record.getBody().getStringValue())
          .containsAll(IntStream.range(0, 10).mapToObj(i -> "from the hook " + i).toList());
    }
  }

  @Test
  void whatAHookLogsLaterThanTheFlushTimeoutArrives() throws Exception {
    try (ChildJvm application = run("signal and hook", "-DflushTimeout=900ms")) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> collector.logRecords().size() == Exits.RECORDS); // all is well so far
      application.terminate(); // the hook logs after 1 s
      application.await(Duration.ofSeconds(30));
      assertThat(collector.logRecords())
          .extracting(record -> record.getBody().getStringValue())
          .containsAll(IntStream.range(0, 10).mapToObj(i -> "from the hook " + i).toList());
    }
  }

  @Test
  void withTheCollectorDownTheProcessEndsInTimeAndSaysWhatWasNotDelivered() throws Exception {
    collector.stop();
    checkThatItEndsInTime();
  }

  @Test
  void withAHangingCollectorTheProcessEndsInTimeAndSaysWhatWasNotDelivered() throws Exception {
    collector.answer(Reply.hang());
    checkThatItEndsInTime();
  }

  private void checkThatItEndsInTime() throws Exception {
    try (ChildJvm application = run("signal")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> application.printed(Exits.READY));
      long terminated = System.nanoTime();
      application.terminate();
      application.await(Duration.ofSeconds(30));
      assertThat(Duration.ofNanos(System.nanoTime() - terminated)).isLessThan(BOUND);
      assertThat(application.output())
          .contains(Exits.RECORDS + " records could not be delivered before the end");
    }
  }
}
