package dev.logline.jul;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LevelReportTest extends JulTest {
  private static final String HANDLER = "handlers = dev.logline.jul.OtlpHandler\n";

  // Held, or the loggers and their levels may be collected.
  private final Logger orders = Logger.getLogger("shop.Orders");
  private final Logger billing = Logger.getLogger("shop.Billing");

  @Test
  void aRootAboveInfoIsWarnedOf() {
    configure(HANDLER + ".level = WARNING\n");
    orders.info("refused by the logger");
    orders.severe("taken");
    await()
        .atMost(5, SECONDS)
        .until(() -> said("root is WARNING: nothing below WARNING will be exported"));
    assertThat(configuration.said())
        .anyMatch(line -> line.startsWith("Logline WARN: root is") && line.contains("rootLevel"));
    assertThat(collector.awaitLogRecords(1)).extracting(JulTest::body).containsExactly("taken");
  }

  @Test
  void loggersWithALevelOfTheirOwnAreRemembered() {
    configure(HANDLER + ".level = INFO\nshop.Billing.level = OFF\nshop.Orders.level = FINE\n");
    orders.info("taken");
    await()
        .atMost(5, SECONDS)
        .until(() -> remembered("shop.Billing is OFF") && remembered("shop.Orders is FINE"));
    assertThat(billing.isLoggable(Level.SEVERE)).isFalse();
  }

  @Test
  void theUsualRootIsRememberedAndNotPrinted() {
    configure(HANDLER + ".level = INFO\n");
    orders.info("taken");
    await()
        .atMost(5, SECONDS)
        .until(() -> remembered("INFO: root is INFO: nothing below INFO will be exported"));
    assertThat(said("root is")).isFalse();
  }

  @Test
  void aLoggerThatDoesNotUseItsParentsHandlersIsRemembered() {
    configure(HANDLER + ".level = INFO\n");
    billing.setUseParentHandlers(false);
    try {
      orders.info("taken");
      await()
          .atMost(5, SECONDS)
          .until(
              () ->
                  remembered(
                      "parents' handlers, and are exported only where they have one of their own: shop.Billing"));
    } finally {
      billing.setUseParentHandlers(true);
    }
  }

  @Test
  void aRootThatIsOffPassesNothing() {
    configure(HANDLER + ".level = OFF\nshop.Orders.level = INFO\n");
    orders.info("taken");
    await().atMost(5, SECONDS).until(() -> said("root is OFF: nothing will be exported, unless"));
  }

  @Test
  void aRootWithoutALevelIsOneOfInfo() {
    configure(HANDLER);
    Logger root = Logger.getLogger("");
    root.setLevel(null);
    try {
      orders.info("taken");
      await().atMost(5, SECONDS).until(() -> remembered("root is INFO: nothing below INFO"));
    } finally {
      root.setLevel(Level.INFO);
    }
  }

  private boolean said(String text) {
    return configuration.said().stream().anyMatch(line -> line.contains(text));
  }

  private static boolean remembered(String text) {
    return Logline.status().messages().stream().anyMatch(line -> line.contains(text));
  }
}
