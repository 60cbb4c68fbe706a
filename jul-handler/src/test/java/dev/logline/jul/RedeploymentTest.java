package dev.logline.jul;

import dev.logline.LoglineOptions;
import dev.logline.testkit.DiscardedLoader;
import dev.logline.testkit.FakeCollector;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** An application that puts a handler on the JVM's loggers, and that a server throws away. */
class RedeploymentTest {

  /** What runs in the application's loader. */
  public static final class Deployed {
    private Deployed() {}

    /** Logs, and takes the handler out again. */
    public static void run(String endpoint) {
      OtlpHandler handler =
          OtlpHandler.install(LoglineOptions.builder().set("endpoint", endpoint).build());
      Logger.getLogger("shop.Orders").log(Level.INFO, "deployed");
      Logger.getLogger("").removeHandler(handler);
      handler.close();
    }
  }

  @Test
  void aLoaderWhoseHandlerWasRemovedAndClosedGoes() throws Exception {
    try (FakeCollector collector = FakeCollector.start()) {
      DiscardedLoader loader = DiscardedLoader.after(Deployed.class, "run", collector.endpoint());
      collector.awaitLogRecords(1);
      loader.awaitGone();
    }
  }
}
