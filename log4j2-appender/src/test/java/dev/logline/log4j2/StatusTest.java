package dev.logline.log4j2;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.diagnose.StatusPort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.status.StatusConsoleListener;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusTest extends CollectorTest {
  @Test
  void anUnknownOptionIsSaidAndTheAppenderWorks() {
    try (TestContext context = start("endpiont=\"http://backend:4318\"", "")) {
      context.logger("shop.Orders").info("the application runs on");
      assertThat(body(arrived())).isEqualTo("the application runs on");
      assertThat(context.statuses())
          .anyMatch(status -> status.startsWith("ERROR") && status.contains("\"endpiont\""))
          .anyMatch(status -> status.contains("unknown option endpiont: 'http://backend:4318'"));
    }
  }

  @Test
  void aMisspeltOptionDoesNotTellWhatIsSecret() {
    String options = "header=\"authorization=Bearer S3CRET\" endpoints=\"https://u:S3CRET@host/x\"";
    try (TestContext context = start(options, "")) {
      assertThat(context.statuses())
          .anyMatch(status -> status.contains("unknown option header: '***'"))
          .anyMatch(status -> status.contains("unknown option endpoints: 'https://***@host/x'"))
          .noneMatch(status -> status.contains("S3CRET"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "protocol, carrier-pigeon",
    "compression, zip",
    "timeout, soon",
    "certificate, /no/such/ca.pem",
    "clientKey, /no/such/key.pem",
    "clientCertificate, /no/such/client.pem",
    "resourceAttributes, nonsense",
    "preset, clickhouse",
    "global, sometimes",
    "export, nowhere",
    "bufferBytes, 12 parsecs",
    "flushTimeout, -5s",
    "level, LOUD",
    "rootLevel, LOUDER",
    "levelMapping, NOTICE=LOUD",
    "threadId, maybe",
  })
  void aBadValueIsSaidWithItsOptionAndIgnored(String option, String value) {
    try (TestContext context = start("%s=\"%s\"".formatted(option, value), "")) {
      context.logger("shop.Orders").trace("the application runs on");
      assertThat(body(arrived())).isEqualTo("the application runs on");
      assertThat(context.statuses())
          .anyMatch(
              status ->
                  status.startsWith("ERROR Otlp appender OTLP: option " + option + ": '" + value)
                      && status.endsWith("; it is ignored"));
    }
  }

  @Test
  void aSecondAppenderWithAnotherEndpointIsToldThatTheFirstOnesHolds() {
    String second = "<Otlp name=\"SECOND\" endpoint=\"http://elsewhere:4318\"/>";
    try (TestContext context = TestContext.start(TestContext.xml(otlp("", "") + second, "INFO"))) {
      context.logger("shop.Orders").info("sent to the first");
      assertThat(body(arrived())).isEqualTo("sent to the first");
      assertThat(context.statuses())
          .anyMatch(
              status ->
                  status.startsWith("ERROR Otlp appender ")
                      && status.contains("option endpoint: '")
                      && status.contains("http://elsewhere:4318")
                      && status.contains(collector.endpoint()));
    }
  }

  @Test
  void headersAreNeverSaid() {
    try (TestContext context = start("headers=\"authorization=s3cret\" level=\"x\"", "")) {
      context.logger("shop.Orders").info("sent");
      arrived();
      assertThat(context.statuses()).noneMatch(status -> status.contains("s3cret"));
      assertThat(context.context().getConfiguration().getAppender("OTLP").toString())
          .doesNotContain("s3cret");
    }
  }

  @Test
  void theReportNamesARootThatKeepsInfoAway() {
    String xml = TestContext.xml(otlp("", ""), "WARN");
    try (TestContext context = TestContext.start(xml)) {
      context.logger("shop.Orders").info("never gets to the appender");
      context.logger("shop.Orders").warn("gets there");
      assertThat(body(arrived())).isEqualTo("gets there");
      awaitStatus(
          context,
          "WARN Otlp appender OTLP: root is WARN: nothing below WARN will be exported, unless a"
              + " logger has a level of its own; to change that, set rootLevel in the appender, or"
              + " the level of <Root>");
    }
    assertThat(collector.logRecords()).hasSize(1);
  }

  @Test
  void theReportListsLevelsThatAreMeantAndDoesNotWarnOfThem() {
    String xml =
        """
        <Configuration>
          <Appenders>%s</Appenders>
          <Loggers>
            <Logger name="shop.audit" level="OFF"/>
            <Logger name="shop.web" level="DEBUG"/>
            <Root level="INFO"><AppenderRef ref="OTLP" level="ERROR"/></Root>
          </Loggers>
        </Configuration>
        """
            .formatted(otlp("", ""));
    try (TestContext context = TestContext.start(xml)) {
      awaitStatus(context, "INFO Otlp appender OTLP: root is INFO: nothing below INFO will be");
      awaitStatus(context, "loggers with levels of their own: ");
      awaitStatus(context, "shop.audit is OFF");
      awaitStatus(context, "shop.web is DEBUG");
      awaitStatus(context, "<AppenderRef>s to the appender with levels: that of root is ERROR");
      assertThat(context.statuses()).noneMatch(status -> status.startsWith("WARN"));
    }
  }

  @Test
  void theReportNamesARootThatIsOff() {
    try (TestContext context = TestContext.start(TestContext.xml(otlp("", ""), "OFF"))) {
      awaitStatus(context, "WARN Otlp appender OTLP: root is OFF: nothing will be exported");
    }
  }

  private static void awaitStatus(TestContext context, String text) {
    await("status " + text)
        .atMost(10, SECONDS)
        .until(() -> context.statuses().stream().anyMatch(status -> status.contains(text)));
  }

  @Test
  void aWarningThatTheStatusLoggerDoesNotPrintGoesToStderr() {
    Level level = StatusLogger.getLogger().getFallbackListener().getStatusLevel();
    StatusPort status = new Log4j2Status("OTLP");
    try {
      setFallback(Level.ERROR);
      assertThat(stderrOf(() -> status.warn("root is WARN")))
          .isEqualTo("Logline WARN: Otlp appender OTLP: root is WARN");
      assertThat(stderrOf(() -> status.info("root is INFO"))).isEmpty();
      assertThat(stderrOf(() -> status.error("no endpoint"))).doesNotContain("Logline ERROR");
      setFallback(Level.OFF);
      assertThat(stderrOf(() -> status.warn("root is WARN"))).isEmpty();
      assertThat(stderrOf(() -> status.error("no endpoint"))).isEmpty();
    } finally {
      setFallback(level);
    }
  }

  @Test
  void itKnowsWhetherErrorsAreOnStderrAlready() {
    Level level = StatusLogger.getLogger().getFallbackListener().getStatusLevel();
    StatusPort status = new Log4j2Status("OTLP");
    StatusListener listener = new StatusConsoleListener(Level.ERROR, System.out);
    try {
      setFallback(Level.ERROR);
      assertThat(status.isStderr()).as("printed by the status logger").isTrue();
      StatusLogger.getLogger().registerListener(listener);
      assertThat(status.isStderr()).as("taken by a listener").isFalse();
      StatusLogger.getLogger().removeListener(listener);
      setFallback(Level.FATAL);
      assertThat(status.isStderr()).as("printed by ourselves").isTrue();
      setFallback(Level.OFF);
      assertThat(status.isStderr()).as("switched off").isFalse();
    } finally {
      StatusLogger.getLogger().removeListener(listener);
      setFallback(level);
    }
  }

  private static void setFallback(Level level) {
    StatusLogger.getLogger().getFallbackListener().setLevel(level);
  }

  private static String stderrOf(Runnable task) {
    PrintStream stderr = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      task.run();
    } finally {
      System.setErr(stderr);
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void aLogCallBeforeTheStartOrAfterTheStopDoesNotThrow() {
    try (TestContext context = start("ignoreExceptions=\"false\"", "")) {
      Appender started = context.context().getConfiguration().getAppender("OTLP");
      started.stop();
      context.logger("shop.Orders").info("late, but the pipeline is still there");
      assertThat(body(arrived())).isEqualTo("late, but the pipeline is still there");

      Appender notStarted = OtlpAppender.newBuilder().setName("early").build();
      context.context().getRootLogger().addAppender(notStarted);
      context.logger("shop.Orders").info("early");
      assertThat(context.statuses()).anyMatch(status -> status.contains("non-started appender"));
    }
  }

  @Test
  void whatShippingItselfLogsIsHeldBack() {
    try (TestContext context = start()) {
      context.logger("io.opentelemetry.exporter.otlp").warn("of our own making");
      context.logger("shop.Orders").info("of the application");
      assertThat(body(arrived())).isEqualTo("of the application");
      assertThat(Logline.status().suppressed()).isEqualTo(1);
    }
  }
}
