package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.testkit.DiscardedLoader;
import dev.logline.testkit.FakeCollector;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;

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

  private static void assertGoes(String method) throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      DiscardedLoader loader = DiscardedLoader.after(Deployed.class, method, collector.endpoint());
      collector.awaitLogRecords(1);
      loader.awaitGone();
    }
  }
}
