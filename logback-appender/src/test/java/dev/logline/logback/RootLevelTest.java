package dev.logline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.logline.Logline;
import dev.logline.logback.LogbackContractTest.TestContext;
import dev.logline.testkit.FakeCollector;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RootLevelTest {
  private static final String WITHOUT_THE_APPENDER =
      "<configuration><root level='WARN'/></configuration>";

  private final FakeCollector collector = FakeCollector.start();
  private final LoggerContext context = TestContext.configured(xml("INFO"));

  private String xml(String levelOfTheElement) {
    return LogbackContractTest.xml(
        Map.of("endpoint", collector.endpoint(), "rootLevel", "DEBUG"), levelOfTheElement);
  }

  private Logger root() {
    return context.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  @AfterEach
  void end() {
    context.stop();
    Logline.shutdown();
    collector.close();
  }

  @Test
  void itHoldsWhereTheElementOfTheRootComesBehindTheAppender() {
    assertThat(root().getLevel()).isEqualTo(Level.DEBUG);
    context.getLogger("shop.Orders").debug("below the level of <root>");
    assertThat(collector.awaitLogRecords(1))
        .extracting(record -> record.getBody().getStringValue())
        .containsExactly("below the level of <root>");
  }

  @Test
  void itHoldsAfterAReconfiguration() {
    context.reset();
    TestContext.configure(context, xml("ERROR"));
    assertThat(root().getLevel()).isEqualTo(Level.DEBUG);
  }

  @Test
  void theApplicationMayChangeItAfterwards() {
    root().setLevel(Level.ERROR);
    assertThat(root().getLevel()).isEqualTo(Level.ERROR);
    context.start();
    assertThat(root().getLevel()).isEqualTo(Level.ERROR);
  }

  @Test
  void itGoesWithTheAppenderInAReset() {
    context.reset();
    TestContext.configure(context, WITHOUT_THE_APPENDER);
    assertThat(root().getLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void itGoesWithAnAppenderThatIsStopped() {
    root().getAppender("OTLP").stop();
    TestContext.configure(context, WITHOUT_THE_APPENDER);
    assertThat(root().getLevel()).isEqualTo(Level.WARN);
  }
}
