package dev.logline.log4j2;

import dev.logline.testkit.DiscardedLoader;
import dev.logline.testkit.FakeCollector;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An application with a Log4j2 of its own, which a server throws away.
 *
 * <p>Without Log4j2's shutdown hook, and on a thread that ends: both hold a loader without any
 * appender of ours.
 */
class RedeploymentTest {

  /** What runs in the application's loader. */
  public static final class Deployed {
    private Deployed() {}

    /** Logs on a thread that ends, for Log4j2 leaves its events in it, and stops the context. */
    public static void run(String endpoint) throws InterruptedException {
      Thread thread = new Thread(() -> log(endpoint));
      thread.start();
      thread.join();
    }

    private static void log(String endpoint) {
      try (TestContext context =
          TestContext.start(TestContext.xml(Map.of("endpoint", endpoint), "INFO"))) {
        context.logger("shop.Orders").info("deployed");
      }
    }
  }

  @BeforeEach
  void withoutLog4jsOwnHook() {
    System.setProperty("log4j.shutdownHookEnabled", "false");
  }

  @AfterEach
  void clear() {
    System.clearProperty("log4j.shutdownHookEnabled");
  }

  @Test
  void aLoaderWhoseContextWasStoppedGoes() throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      DiscardedLoader loader = DiscardedLoader.after(Deployed.class, "run", collector.endpoint());
      collector.awaitLogRecords(1);
      loader.awaitGone();
    }
  }
}
