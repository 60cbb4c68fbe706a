package dev.logline.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.logback.LogbackContractTest.TestContext;
import dev.logline.testkit.FakeCollector;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class InstallTest {
  private static final String WITHOUT_AN_APPENDER =
      "<configuration><root level='INFO'/></configuration>";

  private final FakeCollector collector = FakeCollector.start();
  private final LoglineOptions options =
      LoglineOptions.builder().endpoint(collector.endpoint()).build();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);

  InstallTest() {
    context.reset();
  }

  private void reconfigure(String xml) {
    context.reset();
    TestContext.configure(context, xml);
  }

  private void assertThatOneArrives(String message) {
    context.getLogger("shop.Orders").info(message);
    assertThat(Logline.flush(Duration.ofSeconds(20))).isTrue();
    assertThat(collector.logRecords())
        .extracting(record -> record.getBody().getStringValue())
        .containsOnlyOnce(message);
  }

  @AfterEach
  void end() {
    context.reset();
    Logline.shutdown();
    collector.close();
  }

  @Test
  void aSecondTimeItIsTheOneThatIsThere() {
    OtlpAppender appender = OtlpAppender.install(options);
    assertThat(OtlpAppender.install(options)).isSameAs(appender);
    assertThat(appender.isStarted()).isTrue();
    assertThatOneArrives("installed twice");
  }

  @Test
  void theOneOfTheConfigurationIsKept() {
    reconfigure(LogbackContractTest.xml(Map.of("endpoint", collector.endpoint()), "INFO"));
    assertThat(OtlpAppender.install(options)).isSameAs(root.getAppender("OTLP"));
    assertThatOneArrives("configured and installed");
  }

  @Test
  void theOneBehindAnAsyncAppenderIsKept() {
    reconfigure(
        """
        <configuration>
          <appender name='otel' class='dev.logline.logback.OtlpAppender'>
            <endpoint>%s</endpoint>
          </appender>
          <appender name='ASYNC' class='ch.qos.logback.classic.AsyncAppender'>
            <appender-ref ref='otel'/>
          </appender>
          <root level='INFO'><appender-ref ref='ASYNC'/></root>
        </configuration>
        """
            .formatted(collector.endpoint()));
    assertThat(OtlpAppender.install(options).getName()).isEqualTo("otel");
    assertThat(root.getAppender("OTLP")).isNull();
  }

  @Test
  void oneThatWasStoppedIsStartedAgain() {
    OtlpAppender appender = OtlpAppender.install(options);
    appender.stop();
    assertThat(OtlpAppender.install(options)).isSameAs(appender);
    assertThatOneArrives("after the second start");
  }

  @Test
  void aConfigurationThatIsLoadedLaterGetsOneOfItsOwn() {
    OtlpAppender appender = OtlpAppender.install(options);
    reconfigure(WITHOUT_AN_APPENDER);
    assertThat(appender.isStarted()).isFalse();
    assertThatOneArrives("after a configuration");
    reconfigure(WITHOUT_AN_APPENDER);
    assertThatOneArrives("after another one");
  }

  @Test
  void aConfigurationThatHasOneOfItsOwnGetsNoSecondOne() {
    OtlpAppender.install(options);
    reconfigure(LogbackContractTest.xml(Map.of("endpoint", collector.endpoint()), "INFO"));
    assertThatOneArrives("configured later");
  }
}
