package dev.logline.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.status.Status;
import dev.logline.Logline;
import dev.logline.logback.LogbackContractTest.TestContext;
import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Signal;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

class LogbackAppenderTest {
  private static final SpanContext SPAN =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  private FakeCollector collector;
  private LoggerContext context;

  @BeforeEach
  void begin() {
    GlobalOpenTelemetry.resetForTest();
    System.setProperty("otel.blrp.schedule.delay", "10");
    collector = FakeCollector.start();
  }

  @AfterEach
  void end() {
    if (context != null) {
      context.stop();
    }
    Logline.shutdown();
    collector.close();
    System.clearProperty("otel.blrp.schedule.delay");
  }

  private static void inSpan(Runnable task) {
    Context.root().with(Span.wrap(SPAN)).wrap(task).run();
  }

  private String otlp(String... more) {
    return "<appender name='OTLP' class='dev.logline.logback.OtlpAppender'><endpoint>"
        + collector.endpoint()
        + "</endpoint>"
        + String.join("", more)
        + "</appender>";
  }

  private static String root(String level, String appender) {
    return "<root level='" + level + "'><appender-ref ref='" + appender + "'/></root>";
  }

  private void configure(String... elements) {
    context =
        TestContext.configured("<configuration>" + String.join("", elements) + "</configuration>");
  }

  private List<String> statuses() {
    return context.getStatusManager().getCopyOfStatusList().stream().map(Status::toString).toList();
  }

  private static String traceId(LogRecord record) {
    return HexFormat.of().formatHex(record.getTraceId().toByteArray());
  }

  @Test
  void behindAnAsyncAppenderARecordKeepsTheSpanItWasLoggedIn() {
    configure(
        otlp(),
        "<appender name='ASYNC' class='ch.qos.logback.classic.AsyncAppender'>"
            + "<appender-ref ref='OTLP'/></appender>",
        root("INFO", "ASYNC"));
    inSpan(() -> context.getLogger("a").info("in the span"));
    context.getLogger("a").info("outside");
    List<LogRecord> records = collector.awaitLogRecords(2);
    assertThat(traceId(records.get(0))).isEqualTo(SPAN.getTraceId());
    assertThat(records.get(0).getFlags()).isEqualTo(1);
    assertThat(records.get(0).getAttributesList())
        .extracting(a -> a.getKey())
        .containsExactly("thread.name");
    assertThat(records.get(0).getAttributes(0).getValue().getStringValue())
        .isEqualTo(Thread.currentThread().getName());
    assertThat(records.get(1).getTraceId().isEmpty()).isTrue();
  }

  @Test
  void behindAnAsyncAppenderTheSpanIsNotThatOfTheApplicationsOwnIds() {
    configure(
        otlp(),
        "<appender name='ASYNC' class='ch.qos.logback.classic.AsyncAppender'>"
            + "<appender-ref ref='OTLP'/></appender>",
        root("INFO", "ASYNC"));
    context.getMDCAdapter().put("trace_id", "1".repeat(32));
    context.getMDCAdapter().put("span_id", "2".repeat(16));
    inSpan(() -> context.getLogger("a").info("in the span"));
    context.getLogger("a").info("outside");
    context.getMDCAdapter().clear();
    List<LogRecord> records = collector.awaitLogRecords(2);
    assertThat(traceId(records.get(0))).isEqualTo(SPAN.getTraceId());
    assertThat(records.get(1).getTraceId().isEmpty()).isTrue();
    assertThat(records)
        .allSatisfy(
            record ->
                assertThat(attributes(record))
                    .contains("trace_id=" + "1".repeat(32), "span_id=" + "2".repeat(16)));
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void aVirtualThreadWithoutANameLogsForItself() throws Throwable {
    configure(otlp("<threadId>true</threadId>"), root("INFO", "OTLP"));
    MethodHandle startVirtual =
        MethodHandles.publicLookup()
            .findStatic(
                Thread.class,
                "startVirtualThread",
                MethodType.methodType(Thread.class, Runnable.class));
    Thread thread =
        (Thread)
            startVirtual.invoke(
                (Runnable)
                    () -> {
                      context.getMDCAdapter().put("trace_id", "gateway-4711");
                      inSpan(() -> context.getLogger("a").info("in the span"));
                    });
    thread.join();
    LogRecord record = collector.awaitLogRecords(1).get(0);
    assertThat(traceId(record)).isEqualTo(SPAN.getTraceId());
    assertThat(record.getAttributesList())
        .filteredOn(a -> a.getKey().equals("thread.id"))
        .extracting(a -> a.getValue().getIntValue())
        .containsExactly(thread.getId());
    assertThat(record.getObservedTimeUnixNano()).isEqualTo(record.getTimeUnixNano());
  }

  @Test
  void anEventOfAnotherJvmIsNotOfTheThreadThatHasItsNameHere() {
    configure(otlp("<threadId>true</threadId>"), root("INFO", "OTLP"));
    Logger logger = context.getLogger("a");
    LoggingEvent event = new LoggingEvent("", logger, Level.INFO, "from over there", null, null);
    event.setThreadName(Thread.currentThread().getName());
    inSpan(() -> logger.callAppenders(LoggingEventVO.build(event)));
    LogRecord record = collector.awaitLogRecords(1).get(0);
    assertThat(attributes(record)).noneMatch(a -> a.startsWith("thread.id"));
  }

  private static List<String> attributes(LogRecord record) {
    return record.getAttributesList().stream()
        .map(a -> a.getKey() + "=" + a.getValue().getStringValue())
        .toList();
  }

  @Test
  void anEventOfThePastIsSeenNow() {
    configure(otlp(), root("INFO", "OTLP"));
    Logger logger = context.getLogger("a");
    LoggingEvent event = new LoggingEvent("", logger, Level.INFO, "replayed", null, null);
    event.setInstant(Instant.ofEpochSecond(1_700_000_000));
    long before = System.currentTimeMillis();
    logger.callAppenders(event);
    LogRecord record = collector.awaitLogRecords(1).get(0);
    assertThat(record.getTimeUnixNano()).isEqualTo(1_700_000_000_000_000_000L);
    assertThat(record.getObservedTimeUnixNano()).isGreaterThanOrEqualTo(before * 1_000_000);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTimeThatNanosecondsCannotTellIsUnknown(boolean toTheNanosecond) {
    configure(otlp(), root("INFO", "OTLP"));
    Logger logger = context.getLogger("a");
    LoggingEvent event =
        new LoggingEvent("", logger, Level.INFO, "of the future", null, null) {
          @Override
          public Instant getInstant() {
            return toTheNanosecond ? super.getInstant() : null;
          }
        };
    event.setInstant(Instant.parse("2600-01-01T00:00:00Z"));
    logger.callAppenders(event);
    LogRecord record = collector.awaitLogRecords(1).get(0);
    assertThat(record.getTimeUnixNano()).isZero();
    assertThat(record.getObservedTimeUnixNano()).isPositive();
  }

  @Test
  void otherAppendersFindTheSpanInTheMdc() {
    configure(otlp(), root("INFO", "OTLP"));
    ListAppender<ILoggingEvent> list = new ListAppender<>();
    list.setContext(context);
    list.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(list);
    context.getMDCAdapter().put("tenant", "acme");
    inSpan(() -> context.getLogger("a").info("in the span"));
    context.getMDCAdapter().clear();
    assertThat(list.list.get(0).getMDCPropertyMap())
        .containsEntry("tenant", "acme")
        .containsEntry("trace_id", SPAN.getTraceId())
        .containsEntry("span_id", SPAN.getSpanId())
        .containsEntry("trace_flags", "01");
  }

  @Test
  void theApplicationsOwnIdsInTheMdcStandAndAreAttributes() {
    configure(otlp(), root("INFO", "OTLP"));
    ListAppender<ILoggingEvent> list = new ListAppender<>();
    list.setContext(context);
    list.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(list);
    context.getMDCAdapter().put("trace_id", "gateway-4711");
    context.getLogger("a").info("outside");
    inSpan(() -> context.getLogger("a").info("in the span"));
    context.getMDCAdapter().clear();
    assertThat(list.list)
        .extracting(ILoggingEvent::getMDCPropertyMap)
        .containsOnly(Map.of("trace_id", "gateway-4711"));
    List<LogRecord> records = collector.awaitLogRecords(2);
    assertThat(records)
        .allSatisfy(
            record ->
                assertThat(record.getAttributesList())
                    .extracting(a -> a.getKey() + "=" + a.getValue().getStringValue())
                    .contains("trace_id=gateway-4711"));
    assertThat(records.get(0).getTraceId().isEmpty()).isTrue();
    assertThat(traceId(records.get(1))).isEqualTo(SPAN.getTraceId());
  }

  @Test
  void resetsUnderLoadLoseNothingThatTheAppenderTook() throws InterruptedException {
    String xml = "<configuration>" + otlp() + root("INFO", "OTLP") + "</configuration>";
    context = TestContext.configured(xml);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger logged = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                while (!stop.get()) {
                  context.getLogger("a").info("record {}", logged.incrementAndGet());
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (int i = 0; i < 20; i++) {
      context.reset();
      TestContext.configure(context, xml);
    }
    stop.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    context.getLogger("a").info("the last");
    assertThat(Logline.flush(Duration.ofSeconds(20))).isTrue();
    Set<String> bodies = ConcurrentHashMap.newKeySet();
    collector.logRecords().forEach(record -> bodies.add(record.getBody().getStringValue()));
    assertThat(bodies).contains("the last").hasSameSizeAs(collector.logRecords());
    assertThat(Logline.status().delivered()).isEqualTo(collector.logRecords().size());
    assertThat(Logline.status().lostCount()).isZero();
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("logline-shipper")))
        .hasSize(1);
  }

  @Test
  void aScannedChangeOfTheFileKeepsThePipeline(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("logback.xml");
    String head = "<configuration scan='true' scanPeriod='100 milliseconds'>";
    Files.writeString(file, head + otlp() + root("INFO", "OTLP") + "</configuration>");
    context = new LoggerContext();
    context.setMDCAdapter(new ch.qos.logback.classic.util.LogbackMDCAdapter());
    ch.qos.logback.classic.joran.JoranConfigurator joran =
        new ch.qos.logback.classic.joran.JoranConfigurator();
    joran.setContext(context);
    try {
      joran.doConfigure(file.toFile());
    } catch (ch.qos.logback.core.joran.spi.JoranException e) {
      throw new IllegalStateException(e);
    }
    context.start();
    context.getLogger("a").info("before");
    Files.writeString(
        file,
        head + otlp("<threadId>true</threadId>") + root("DEBUG", "OTLP") + "</configuration>");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    await()
        .until(
            () -> {
              context.getLogger("a").debug("after"); // until the new appender is attached
              return collector.logRecords().stream().anyMatch(LogbackAppenderTest::hasThreadId);
            });
    assertThat(collector.logRecords().get(0).getBody().getStringValue()).isEqualTo("before");
  }

  private static boolean hasThreadId(LogRecord record) {
    return record.getAttributesList().stream().anyMatch(a -> a.getKey().equals("thread.id"));
  }

  @Test
  void theLevelReportNamesARootThatKeepsRecordsBack() {
    configure(otlp(), root("ERROR", "OTLP"));
    context.getLogger("shop").info("never seen");
    await()
        .until(
            () ->
                statuses().stream()
                    .anyMatch(s -> s.contains("root is ERROR") && s.contains("rootLevel")));
    assertThat(collector.logRecords()).isEmpty();
  }

  @Test
  void theReportAfterAReconfigurationIsOfAllThatIsRead() {
    configure(otlp(), root("INFO", "OTLP"));
    context.getLogger("a").info("booted");
    collector.awaitLogRecords(1);
    context.reset();
    context.getStatusManager().clear();
    String after = "<appender name='AFTER' class='" + AfterReports.class.getName() + "'/>";
    TestContext.configure(
        context,
        "<configuration>"
            + otlp("<endpoints>http://x</endpoints>")
            + after
            + "<root level='ERROR'><appender-ref ref='OTLP'/><appender-ref ref='AFTER'/></root>"
            + "</configuration>");
    await().until(() -> statuses().stream().anyMatch(s -> s.contains("root is ")));
    assertThat(statuses())
        .anyMatch(s -> s.contains("root is ERROR"))
        .anyMatch(s -> s.contains("unknown option endpoints: 'http://x'"));
  }

  /** Holds a configuration until the reports are done that were begun before. */
  public static final class AfterReports extends AppenderBase<ILoggingEvent> {
    @Override
    public void start() {
      await()
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .noneMatch(thread -> thread.getName().equals("logline-report")));
      super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {}
  }

  @Test
  void theLevelReportsWarningGoesToStderrWhereNobodyListens() {
    PrintStream stderr = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      configure(otlp(), root("ERROR", "OTLP"));
      await()
          .until(
              () -> bytes.toString(StandardCharsets.UTF_8).contains("Logline WARN: root is ERROR"));
    } finally {
      System.setErr(stderr);
    }
  }

  @Test
  void rootLevelOpensTheRoot() {
    configure(otlp("<rootLevel>DEBUG</rootLevel>"), "<root><appender-ref ref='OTLP'/></root>");
    context.getLogger("shop").debug("seen");
    collector.awaitLogRecords(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<level></level>",
        "<level>${NO_SUCH_LEVEL:-}</level>",
        "<rootLevel></rootLevel>",
        "<rootLevel>${NO_SUCH_LEVEL:-}</rootLevel>",
      })
  void aBlankLevelIsNone(String element) {
    configure(otlp(element), root("TRACE", "OTLP"));
    context.getLogger("shop").trace("taken");
    collector.awaitLogRecords(1);
    assertThat(statuses()).noneMatch(s -> s.contains("is not a level"));
  }

  @Test
  void anUnknownOptionIsSaidWithItsValue() {
    configure(
        otlp("<endpoints>http://x</endpoints>", "<threadId>true</threadId>"), root("INFO", "OTLP"));
    await()
        .until(
            () ->
                statuses().stream()
                    .anyMatch(s -> s.contains("unknown option endpoints: 'http://x'")));
    assertThat(statuses()).noneMatch(s -> s.contains("unknown option threadId"));
    context.getLogger("a").info("the application runs on");
    collector.awaitLogRecords(1);
  }

  @Test
  void aMappingOfALevelThatLogbackHasNotIsSaid() {
    configure(otlp("<levelMapping>warn=ERROR,WRN=INFO</levelMapping>"), root("INFO", "OTLP"));
    context.getLogger("a").warn("one");
    assertThat(collector.awaitLogRecords(1).get(0).getSeverityNumberValue()).isEqualTo(17);
    assertThat(statuses())
        .anyMatch(s -> s.contains("option levelMapping: 'WRN' is not a level of Logback"))
        .noneMatch(s -> s.contains("'WARN' is not a level"));
  }

  @Test
  void aMisspeltOptionDoesNotTellWhatIsSecret() {
    configure(
        otlp(
            "<header>authorization=Bearer S3CRET</header>",
            "<endpoints>https://u:S3CRET@host/x</endpoints>"),
        root("INFO", "OTLP"));
    await().until(() -> statuses().stream().anyMatch(s -> s.contains("unknown option endpoints")));
    assertThat(statuses())
        .anyMatch(s -> s.contains("unknown option header: '***'"))
        .anyMatch(s -> s.contains("unknown option endpoints: 'https://***@host/x'"))
        .noneMatch(s -> s.contains("S3CRET"));
  }

  @Test
  void anOptionThatLogbackTakesWithACapitalIsNotUnknown() {
    configure(
        otlp("<Headers>authorization=Bearer S3CRET</Headers>", "<nonsense/>"),
        root("INFO", "OTLP"));
    await()
        .until(() -> statuses().stream().anyMatch(s -> s.contains("unknown option nonsense: ''")));
    assertThat(statuses()).noneMatch(s -> s.contains("unknown option Headers"));
    context.getLogger("a").info("one");
    collector.awaitLogRecords(1);
    assertThat(collector.requests(Signal.LOGS).get(0).header("authorization"))
        .containsExactly("Bearer S3CRET");
  }

  @Test
  void whatShippingItselfLogsIsNotShipped() {
    collector.stop();
    LoggerContext global = (LoggerContext) LoggerFactory.getILoggerFactory();
    global.reset();
    TestContext.configure(
        global, LogbackContractTest.xml(Map.of("endpoint", collector.endpoint()), "TRACE"));
    LogManager.getLogManager().reset();
    SLF4JBridgeHandler.install();
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.FINEST);
    try {
      global.getLogger("shop").info("the only one");
      await().pollDelay(Duration.ofSeconds(5)).until(() -> Logline.status().suppressed() > 0);
      SLF4JBridgeHandler.uninstall(); // the collector's own server, here, logs through it as well
      collector.startAgain();
      assertThat(Logline.flush(Duration.ofSeconds(20))).isTrue();
      assertThat(collector.logRecords())
          .extracting(record -> record.getBody().getStringValue())
          .containsExactly("the only one");
    } finally {
      SLF4JBridgeHandler.uninstall();
      java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.INFO);
      global.reset();
    }
  }
}
