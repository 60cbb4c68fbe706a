package dev.logline.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.testkit.DiscardedLoader;
import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Reply;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with a class loader of its own, which a server throws away. */
class RedeploymentTest {

  /** What runs in the application's loader. */
  public static final class Deployed {
    private Deployed() {}

    /** Logs; the appender is stopped as a context stops it. */
    public static void run(String endpoint) throws Exception {
      Intake<String> intake =
          Intake.open(
              LoglineOptions.builder().set("endpoint", endpoint).build(),
              (grade, message, cause) -> {},
              "test-appender",
              (text, record) -> record.body(text));
      intake.accept("shop.Orders", "deployed");
      intake.close();
    }

    /** Logs much, and its appender is stopped before the boot has loaded its classes. */
    public static void runShortly(String spool) throws Exception {
      LoglineOptions.Builder options = LoglineOptions.builder().endpoint("http://127.0.0.1:9");
      runMuch(spool.isEmpty() ? options : options.set("spool", spool));
    }

    /** Logs much, and its appender is stopped. */
    public static void runMuch(String endpoint) {
      runMuch(LoglineOptions.builder().endpoint(endpoint));
    }

    private static void runMuch(LoglineOptions.Builder options) {
      Intake<String> intake =
          Intake.open(
              options.build(),
              (grade, message, cause) -> {},
              "test-appender",
              (text, record) -> record.body(text));
      for (int i = 0; i < 1000; i++) {
        intake.accept("shop.Orders", "deployed");
      }
      intake.close();
    }

    /** Starts the telemetry, which lasts until {@link #trace}. */
    public static void start(String endpoint) {
      Logline.start(LoglineOptions.builder().endpoint(endpoint).build());
    }

    /** Makes a span by the global OpenTelemetry, and ends the telemetry. */
    public static void trace(String span) {
      GlobalOpenTelemetry.get().getTracer("t").spanBuilder(span).startSpan().end();
      Logline.shutdown();
    }

    /** As {@link #run}, and ends everything itself. */
    public static void runAndShutDown(String endpoint) throws Exception {
      run(endpoint);
      Logline.shutdown();
    }
  }

  @Test
  void eachOfTwoApplicationsHasTracesOfItsOwnTelemetry() throws Exception {
    try (FakeCollector first = FakeCollector.start();
        FakeCollector second = FakeCollector.start()) {
      DiscardedLoader one = DiscardedLoader.after(Deployed.class, "start", first.endpoint());
      DiscardedLoader two = DiscardedLoader.after(Deployed.class, "start", second.endpoint());
      two.call(Deployed.class, "trace", "two");
      one.call(Deployed.class, "trace", "one");
      assertThat(first.awaitSpans(1)).extracting(Span::getName).containsExactly("one");
      assertThat(second.awaitSpans(1)).extracting(Span::getName).containsExactly("two");
    }
  }

  @Test
  void aLoaderWhoseTelemetryWasShutDownGoes() throws Exception {
    assertGoes("runAndShutDown");
  }

  @Test
  void aLoaderThatHadTracesAndMetricsGoes() throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      DiscardedLoader loader = DiscardedLoader.after(Deployed.class, "start", collector.endpoint());
      loader.call(Deployed.class, "trace", "work");
      collector.awaitSpans(1);
      loader.awaitGone();
    }
  }

  @Test
  void aLoaderWhoseAppendersWereStoppedGoesWithoutAnotherWord() throws Exception {
    assertGoes("run");
  }

  @Test
  void anApplicationThatIsStoppedAndClosedBeforeItsTelemetryHasBootedGoesAndItsLossIsSaid(
      @TempDir Path spool) throws Exception {
    assertThat(saidAtTheEnd("runShortly", "", () -> {}))
        .contains("1000 records")
        .doesNotContain("Exception", "NoClassDefFoundError");
    assertThat(saidAtTheEnd("runShortly", spool.toString(), () -> {}))
        .contains("1000 records")
        .doesNotContain("Exception", "NoClassDefFoundError");
  }

  @Test
  void theLossOfAnApplicationThatIsClosedWithinItsFirstRequestIsSaid() throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      collector.answer(Reply.hang());
      assertThat(saidAtTheEnd("runMuch", collector.endpoint(), () -> collector.awaitRefused(1)))
          .contains("1000 records");
    }
  }

  private static String saidAtTheEnd(String method, String argument, Runnable beforeTheClose)
      throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, UTF_8));
    try {
      DiscardedLoader loader = DiscardedLoader.after(Deployed.class, method, argument);
      beforeTheClose.run();
      loader.close();
      loader.awaitGone();
    } finally {
      System.setErr(before);
    }
    return said.toString(UTF_8);
  }

  private static void assertGoes(String method) throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      DiscardedLoader loader = DiscardedLoader.after(Deployed.class, method, collector.endpoint());
      collector.awaitLogRecords(1);
      loader.awaitGone();
    }
  }
}
