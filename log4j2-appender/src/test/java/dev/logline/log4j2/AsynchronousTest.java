package dev.logline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** The appender behind what works on other threads than the one that logged. */
class AsynchronousTest extends CollectorTest {
  @Test
  void behindAnAsyncAppenderARecordIsThatOfTheThreadThatLogged() {
    String xml =
        """
        <Configuration>
          <Appenders>%s<Async name="ASYNC"><AppenderRef ref="OTLP"/></Async></Appenders>
          <Loggers><Root level="ALL"><AppenderRef ref="ASYNC"/></Root></Loggers>
        </Configuration>
        """
            .formatted(otlp("threadId=\"true\"", ""));
    try (TestContext context = TestContext.start(xml)) {
      logsOfThisThreadArriveWhole(context);
    }
  }

  @Test
  void behindAnAsyncLoggerARecordIsThatOfTheThreadThatLogged() {
    String xml =
        """
        <Configuration>
          <Appenders>%s</Appenders>
          <Loggers><AsyncRoot level="ALL"><AppenderRef ref="OTLP"/></AsyncRoot></Loggers>
        </Configuration>
        """
            .formatted(otlp("threadId=\"true\"", ""));
    try (TestContext context = TestContext.start(xml)) {
      logsOfThisThreadArriveWhole(context);
    }
  }

  @Test
  void inAnAsyncLoggerContextARecordIsThatOfTheThreadThatLogged() {
    String xml = TestContext.xml(otlp("threadId=\"true\"", ""), "ALL");
    try (TestContext context = TestContext.startAsync(xml)) {
      logsOfThisThreadArriveWhole(context);
    }
  }

  private void logsOfThisThreadArriveWhole(TestContext context) {
    ThreadContext.put("tenant", "acme");
    inSpan(() -> context.logger("shop.Orders").info("order {} placed", 17));
    inSpan(
        () ->
            context
                .logger("shop.Orders")
                .error(new MapMessage<>(Map.of("message", "mapped", "count", 3)), failure()));
    context.logger("shop.Orders").info("outside");
    List<LogRecord> records = collector.awaitLogRecords(3);

    LogRecord placed = records.get(0);
    assertThat(body(placed)).isEqualTo("order 17 placed");
    assertThat(traceId(placed)).isEqualTo(SPAN.getTraceId());
    assertThat(spanId(placed)).isEqualTo(SPAN.getSpanId());
    assertThat(placed.getFlags()).isEqualTo(1);
    Map<String, AnyValue> attributes = attributes(placed);
    assertThat(attributes).containsOnlyKeys("tenant", "thread.name", "thread.id");
    assertThat(attributes.get("tenant").getStringValue()).isEqualTo("acme");
    assertThat(attributes.get("thread.name").getStringValue())
        .isEqualTo(Thread.currentThread().getName());
    assertThat(attributes.get("thread.id").getIntValue()).isEqualTo(Thread.currentThread().getId());

    LogRecord mapped = records.get(1);
    assertThat(body(mapped)).isEqualTo("mapped");
    assertThat(attributes(mapped).get("count").getIntValue()).isEqualTo(3);
    assertThat(text(mapped, "exception.message")).isEqualTo("no stock");
    assertThat(spanId(mapped)).isEqualTo(SPAN.getSpanId());
    assertThat(traceId(records.get(2))).isEmpty();
  }

  private static Throwable failure() {
    return new IllegalStateException("no stock");
  }

  @Test
  void theSpanIsNotThatOfTheApplicationsOwnIds() {
    String xml =
        """
        <Configuration>
          <Appenders>%s<Async name="ASYNC"><AppenderRef ref="OTLP"/></Async></Appenders>
          <Loggers><Root level="ALL"><AppenderRef ref="ASYNC"/></Root></Loggers>
        </Configuration>
        """
            .formatted(otlp("", ""));
    ThreadContext.put("trace_id", "1".repeat(32));
    ThreadContext.put("span_id", "2".repeat(16));
    try (TestContext context = TestContext.start(xml)) {
      inSpan(() -> context.logger("shop.Orders").info("in the span"));
      context.logger("shop.Orders").info("outside");
      List<LogRecord> records = collector.awaitLogRecords(2);
      assertThat(traceId(records.get(0))).isEqualTo(SPAN.getTraceId());
      assertThat(spanId(records.get(0))).isEqualTo(SPAN.getSpanId());
      assertThat(traceId(records.get(1))).isEmpty();
      for (LogRecord record : records) {
        assertThat(attributes(record)).containsOnlyKeys("trace_id", "span_id", "thread.name");
        assertThat(text(record, "trace_id")).isEqualTo("1".repeat(32));
        assertThat(text(record, "span_id")).isEqualTo("2".repeat(16));
      }
    }
  }

  @Test
  void anEventOfAnotherThreadNeverTakesTheCurrentThreadsSpan() {
    try (TestContext context = start()) {
      Thread current = Thread.currentThread();
      LogEvent ofAnotherThread = deferred(4711, current.getName());
      LogEvent ofAnotherJvm = deferred(current.getId(), "a thread over there");
      inSpan(() -> append(context, ofAnotherThread));
      inSpan(() -> append(context, ofAnotherJvm));
      assertThat(collector.awaitLogRecords(2))
          .extracting(AsynchronousTest::traceId)
          .containsOnly("");
    }
  }

  private static LogEvent deferred(long threadId, String threadName) {
    return Log4jLogEvent.newBuilder()
        .setLoggerName("shop.Orders")
        .setLevel(Level.INFO)
        .setThreadId(threadId)
        .setThreadName(threadName)
        .setMessage(new SimpleMessage("deferred"))
        .build();
  }

  private static void append(TestContext context, LogEvent event) {
    context.context().getConfiguration().getAppender("OTLP").append(event);
  }
}
