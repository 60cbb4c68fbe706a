package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread that was interrupted flushes and ends the telemetry like any other, and stays so. */
class InterruptedCallerTest extends TelemetryFixture {

  @AfterEach
  void letGoOn() {
    boolean unused = Thread.interrupted();
  }

  private void workAndBeInterrupted() {
    backendFromEnvironment();
    appender().accept("a", "one");
    GlobalOpenTelemetry.get().getTracer("t").spanBuilder("work").startSpan().end();
    Thread.currentThread().interrupt();
  }

  @Test
  void itsFlushWaitsForTheDelivery() {
    workAndBeInterrupted();
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(bodies()).containsExactly("one");
    assertThat(collector.spans()).hasSize(1);
  }

  @Test
  void itsShutdownDeliversWhatWasLogged() {
    workAndBeInterrupted();
    Logline.shutdown();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(bodies()).containsExactly("one");
    assertThat(collector.spans()).hasSize(1);
    assertThat(Logline.status().lostCount()).isZero();
  }

  @Test
  void whileTheProcessEndsItsCallReturnsWhenTheRecordIsDeliveredAndSoDoLaterOnes() {
    backendFromEnvironment();
    Intake<String> intake = appender();
    Pipeline pipeline = Telemetry.acquire(LoglineOptions.none(), status());
    pipeline.exiting(true);
    Thread.currentThread().interrupt();
    intake.accept("a", "of an interrupted thread");
    assertThat(bodies()).containsExactly("of an interrupted thread");
    assertThat(Thread.interrupted()).isTrue();
    intake.accept("a", "of another hook");
    assertThat(bodies()).containsExactly("of an interrupted thread", "of another hook");
  }

  @Test
  void itStartsAndEndsASpoolAsAnyOther(@TempDir Path directory) {
    Thread.currentThread().interrupt();
    Intake<String> intake =
        appender("endpoint", collector.endpoint(), "spool", directory.toString());
    intake.accept("a", "one");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(Logline.status().spool()).isNotNull();
    assertThat(Telemetry.acquire(LoglineOptions.none(), status()).isDurable()).isTrue();
    Logline.shutdown();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(bodies()).containsExactly("one");
    assertThat(directory).isEmptyDirectory();
    assertThat(statuses).noneMatch(said -> said.startsWith("ERROR") || said.startsWith("WARN"));
  }
}
