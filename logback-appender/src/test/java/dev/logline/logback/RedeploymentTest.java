package dev.logline.logback;

import ch.qos.logback.classic.LoggerContext;
import dev.logline.testkit.DiscardedLoader;
import dev.logline.testkit.FakeCollector;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An application with a Logback of its own, which a server throws away. */
class RedeploymentTest {

  /** What runs in the application's loader. */
  public static final class Deployed {
    private Deployed() {}

    /** Logs, and stops the context. */
    public static void run(String endpoint) {
      LoggerContext context =
          LogbackContractTest.TestContext.configured(
              LogbackContractTest.xml(Map.of("endpoint", endpoint), "INFO"));
      context.getLogger("shop.Orders").info("deployed");
      context.stop();
    }
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
