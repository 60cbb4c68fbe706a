package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.LoglineMXBean;
import dev.logline.LoglineOptions;
import dev.logline.LoglineStatus;
import dev.logline.testkit.Reply;
import io.opentelemetry.api.logs.Severity;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of the pipeline, as a value and over JMX. */
class StatusTest extends TelemetryFixture {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void theStatusSaysWhatWasLostByReasonAndBySeverity() {
    backendFromEnvironment();
    collector.answer(Reply.status(413));
    appender().accept("a", "refused");
    await().until(() -> Logline.status().lostCount() == 1);
    LoglineStatus status = Logline.status();
    assertThat(status.lostByReason()).isEqualTo(Map.of("too_large", 1L));
    assertThat(status.lostBySeverity()).isEqualTo(Map.of("INFO", 1L));
    assertThat(status.accepted()).isEqualTo(1);
    assertThat(status.waiting()).isZero();
    assertThat(status.inFlight()).isZero();
    assertThat(status.unreachedSince()).isNull();
    assertThat(status.toString())
        .contains("accepted: 1\n", "delivered: 0\n", "lost: 1: too_large 1; by severity: INFO 1\n");
  }

  @Test
  void theStatusSaysSinceWhenTheBackendIsNotReachedAndForgetsItWhenItIs() {
    backendFromEnvironment();
    collector.answer(Reply.status(503));
    Instant before = Instant.now();
    appender().accept("a", "waits");
    await().until(() -> Logline.status().unreachedSince() != null);
    LoglineStatus status = Logline.status();
    assertThat(status.unreachedSince()).isBetween(before.minusMillis(1), Instant.now());
    assertThat(status.waiting()).isEqualTo(1);
    assertThat(status.inFlight()).isEqualTo(1);
    assertThat(status.toString())
        .contains("not reached since: " + status.unreachedSince(), "waiting: 1, 1 of them in");
    collector.answer(Reply.ok());
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(Logline.status().unreachedSince()).isNull();
    assertThat(Logline.status().waiting()).isZero();
  }

  @Test
  void theSeverityOfARecordThatCouldNotBeEncodedIsCounted() {
    backendFromEnvironment();
    Intake<String> intake =
        Intake.open(
            LoglineOptions.none(),
            status(),
            "test-appender",
            (text, record) -> {
              record.severity(17, "ERROR");
              throw new IllegalStateException(text);
            });
    intake.accept("a", "broken");
    assertThat(Logline.status().lostByReason()).isEqualTo(Map.of("encode_error", 1L));
    assertThat(Logline.status().lostBySeverity()).isEqualTo(Map.of("ERROR", 1L));
    assertThat(Logline.status().accepted()).isZero();
  }

  @Test
  void aRecordOfTheLogsApiThatMeetsAFullBufferIsCountedByItsSeverity() {
    backendFromEnvironment();
    collector.answer(Reply.status(503));
    Intake<String> appender =
        appender("bufferBytes", "2MiB", "overflowWait", "0", "flushTimeout", "100ms");
    String large = "x".repeat(100_000);
    while (Logline.status().lostCount() == 0) {
      appender.accept("a", large);
    }
    Logline.openTelemetry()
        .getLogsBridge()
        .get("b")
        .logRecordBuilder()
        .setSeverity(Severity.WARN)
        .setBody(large)
        .emit();
    assertThat(Logline.status().lostBySeverity()).isEqualTo(Map.of("INFO", 1L, "WARN", 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"drop-newest", "drop-oldest"})
  void aLossIsSaidAtOnceThoughTheNextRequestIsFarOff(String overflow) {
    backendFromEnvironment();
    collector.answer(Reply.status(401)); // the next attempt is in two minutes
    Intake<String> appender =
        appender(
            "bufferBytes",
            "2MiB",
            "overflow",
            overflow,
            "overflowWait",
            "0",
            "flushTimeout",
            "100ms");
    appender.accept("a", "refused");
    await().until(() -> statuses.stream().anyMatch(s -> s.contains("refuses all records")));
    String large = "x".repeat(100_000);
    while (Logline.status().lostCount() == 0) {
      appender.accept("a", large);
    }
    await().until(() -> statuses.stream().anyMatch(s -> s.startsWith("WARN: Lost so far: ")));
    assertThat(String.join("\n", statuses)).contains("queue_full", "by severity: INFO");
  }

  @Test
  void recordsForAnOpenTelemetryOfTheApplicationsAreHandedOver() {
    Logline.adopt(new ApplicationSdk().sdk);
    Intake<String> appender = appender();
    appender.accept("a", "one");
    await().until(() -> Logline.status().handedOver() == 1);
    appender.accept("a", "two");
    LoglineStatus status = Logline.status();
    assertThat(status.accepted()).isEqualTo(2);
    assertThat(status.handedOver()).isEqualTo(2);
    assertThat(status.waiting()).isZero();
    assertThat(status.toString()).contains("handed over: 2\n");
  }

  @Test
  void theStatusIsInJmxWhileLoglineRuns() throws Exception {
    backendFromEnvironment();
    collector.answer(Reply.status(413));
    appender("headers", "authorization=s3cret").accept("a", "refused");
    await().until(() -> Logline.status().lostCount() == 1);
    await().until(() -> registered().size() == 1);
    ObjectName name = registered().iterator().next();
    assertThat(name).hasToString("dev.logline:type=Logline");
    LoglineMXBean bean = JMX.newMXBeanProxy(server, name, LoglineMXBean.class);
    assertThat(bean.getRoute()).isEqualTo(collector.endpoint() + "/v1/logs");
    assertThat(bean.getUnreachedSince()).isEmpty();
    assertThat(bean.getPreset()).isEqualTo("NONE");
    assertThat(bean.getAccepted()).isEqualTo(1);
    assertThat(bean.getDelivered()).isZero();
    assertThat(bean.getHandedOver()).isZero();
    assertThat(bean.getWaiting()).isZero();
    assertThat(bean.getInFlight()).isZero();
    assertThat(bean.getLostCount()).isEqualTo(1);
    assertThat(bean.getLostByReason()).isEqualTo(Map.of("too_large", 1L));
    assertThat(bean.getLostBySeverity()).isEqualTo(Map.of("INFO", 1L));
    assertThat(bean.getBacklogBytes()).isZero();
    assertThat(bean.getBufferBytes()).isPositive();
    assertThat(bean.getBufferCapacity()).isEqualTo(Logline.status().bufferCapacity());
    assertThat(bean.getSuppressed()).isZero();
    assertThat(String.join("\n", bean.getMessages())).contains("Lost").doesNotContain("s3cret");
    assertThat(server.getMBeanInfo(name).getOperations()).isEmpty();
    Logline.shutdown();
    assertThat(registered()).isEmpty();
  }

  @Test
  void whatWaitsForAnOpenTelemetryIsInJmxToo() throws Exception {
    appender("export", "global", "flushTimeout", "100ms").accept("a", "waits");
    await().until(() -> registered().size() == 1);
    LoglineMXBean bean =
        JMX.newMXBeanProxy(server, registered().iterator().next(), LoglineMXBean.class);
    assertThat(bean.getRoute()).contains("wait for the global");
    assertThat(bean.getWaiting()).isEqualTo(1);
  }

  @Test
  void anotherClassLoadersLoglineHasANameOfItsOwn() throws Exception {
    backendFromEnvironment();
    appender();
    await().until(() -> registered().size() == 1);
    URL[] classPath =
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .map(StatusTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader other =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      Class<?> logline = other.loadClass(Logline.class.getName());
      Class<?> options = other.loadClass(LoglineOptions.class.getName());
      logline.getMethod("start", options).invoke(null, options.getMethod("none").invoke(null));
      await().until(() -> registered().size() == 2);
      assertThat(registered())
          .extracting(ObjectName::toString)
          .contains("dev.logline:type=Logline,instance=2");
      logline.getMethod("shutdown").invoke(null);
      assertThat(registered())
          .extracting(ObjectName::toString)
          .containsExactly("dev.logline:type=Logline");
    }
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Set<ObjectName> registered() throws Exception {
    return server.queryNames(new ObjectName("dev.logline:type=Logline,*"), null);
  }
}
