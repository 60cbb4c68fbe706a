package dev.logline.boot;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.testkit.DiscardedLoader;
import dev.logline.testkit.FakeCollector;
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

    /** As {@link #run}, and ends everything itself. */
    public static void runAndShutDown(String endpoint) throws Exception {
      run(endpoint);
      Logline.shutdown();
    }
  }

  @Test
  void aLoaderWhoseTelemetryWasShutDownGoes() throws Exception {
    assertGoes("runAndShutDown");
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
