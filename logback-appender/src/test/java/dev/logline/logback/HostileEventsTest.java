package dev.logline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.logline.Logline;
import dev.logline.logback.LogbackContractTest.TestContext;
import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.HostileThrowable;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events whose contents fail when they are read, or are far too many. */
class HostileEventsTest {
  private static final String BEHIND_ASYNC =
      """
      <configuration>
        <appender name="OTLP" class="dev.logline.logback.OtlpAppender">
          <endpoint>%s</endpoint>
        </appender>
        <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
          <appender-ref ref="OTLP"/>
          <neverBlock>false</neverBlock>
          <discardingThreshold>0</discardingThreshold>
        </appender>
        <root level="INFO"><appender-ref ref="ASYNC"/></root>
      </configuration>
      """;

  private final FakeCollector collector = FakeCollector.start();
  private LoggerContext context;

  @BeforeEach
  void begin() {
    GlobalOpenTelemetry.resetForTest();
    System.setProperty("otel.blrp.schedule.delay", "10");
  }

  @AfterEach
  void end() {
    context.stop();
    Logline.shutdown();
    collector.close();
    System.clearProperty("otel.blrp.schedule.delay");
  }

  @Test
  void anAsyncAppenderOutlivesWhatEventsThrowInIt() {
    context = TestContext.configured(BEHIND_ASYNC.formatted(collector.endpoint()));
    List<Throwable> played = HostileThrowable.played().toList();
    for (Throwable thrown : played) {
      context.getLogger("shop.Orders").atInfo().addKeyValue("map", failing(thrown)).log("hostile");
    }
    context.getLogger("shop.Orders").info("the last");
    assertThat(collector.awaitLogRecords(played.size() + 1))
        .extracting(record -> record.getBody().getStringValue())
        .hasSize(played.size() + 1)
        .endsWith("the last");
  }

  private static Map<String, String> failing(Throwable thrown) {
    return new AbstractMap<>() {
      @Override
      public Set<Entry<String, String>> entrySet() {
        throw HostileThrowable.thrown(thrown);
      }
    };
  }

  @Test
  void whatIsLoggedInAContextThatWasGivenNoMdcArrivesWithoutOne() {
    context = new LoggerContext();
    TestContext.configure(
        context, LogbackContractTest.xml(Map.of("endpoint", collector.endpoint()), "INFO"));
    context.getLogger("shop.Orders").info("made by hand");
    assertThat(collector.awaitLogRecords(1).get(0).getBody().getStringValue())
        .isEqualTo("made by hand");
    assertThat(Logline.status().lostCount()).isZero();
  }

  @Test
  void anMdcOfTenThousandKeysIsCutAndCounted() {
    context =
        TestContext.configured(
            LogbackContractTest.xml(Map.of("endpoint", collector.endpoint()), "INFO"));
    for (int i = 0; i < 10_000; i++) {
      context.getMDCAdapter().put("key" + i, "value");
    }
    try {
      context.getLogger("shop.Orders").info("full");
    } finally {
      context.getMDCAdapter().clear();
    }
    LogRecord record = collector.awaitLogRecords(1).get(0);
    assertThat(record.getAttributesCount()).isEqualTo(128);
    assertThat(record.getDroppedAttributesCount()).isEqualTo(10_001 - 128); // and thread.name
    assertThat(Logline.status().lostCount()).isZero();
  }
}
