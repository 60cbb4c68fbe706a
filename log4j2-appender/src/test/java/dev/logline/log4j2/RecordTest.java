package dev.logline.log4j2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.Logline;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;
import org.apache.logging.log4j.core.time.MutableInstant;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;

class RecordTest extends CollectorTest {
  @Test
  void theTimeIsTheEventsToTheNanosecond() {
    MutableInstant instant = new MutableInstant();
    instant.initFromEpochSecond(1_700_000_000L, 123_456_789);
    try (TestContext context = start()) {
      append(context, event("timed").setInstant(instant).build());
      LogRecord record = arrived();
      assertThat(record.getTimeUnixNano()).isEqualTo(1_700_000_000_123_456_789L);
      assertThat(record.getObservedTimeUnixNano()).isGreaterThan(1_750_000_000_000_000_000L);
    }
  }

  @Test
  void aTimeThatNanosecondsCannotTellIsUnknown() {
    MutableInstant instant = new MutableInstant();
    instant.initFromEpochSecond(20_000_000_000L, 0); // in 2603
    try (TestContext context = start()) {
      append(context, event("timed").setInstant(instant).build());
      LogRecord record = arrived();
      assertThat(record.getTimeUnixNano()).isZero();
      assertThat(record.getObservedTimeUnixNano()).isPositive();
    }
  }

  @Test
  void contextDataKeepsItsTypes() {
    StringMap data = new SortedArrayStringMap();
    data.putValue("tenant", "acme");
    data.putValue("attempt", 3);
    data.putValue("ratio", 0.5);
    data.putValue("retry", true);
    data.putValue("ids", List.of(1L, 2L));
    data.putValue("nothing", null);
    data.putValue("otel.event.name", "order.placed");
    try (TestContext context = start()) {
      append(context, event("typed").setContextData(data).build());
      Map<String, AnyValue> attributes = attributes(arrived());
      assertThat(attributes.get("tenant").getStringValue()).isEqualTo("acme");
      assertThat(attributes.get("attempt").getIntValue()).isEqualTo(3);
      assertThat(attributes.get("ratio").getDoubleValue()).isEqualTo(0.5);
      assertThat(attributes.get("retry").getBoolValue()).isTrue();
      assertThat(attributes.get("ids").getArrayValue().getValuesCount()).isEqualTo(2);
      assertThat(attributes).doesNotContainKeys("nothing", "otel.event.name");
      assertThat(arrived().getEventName()).isEqualTo("order.placed");
    }
  }

  @Test
  void theThreadContextAndItsStackAreAttributes() {
    ThreadContext.put("tenant", "acme");
    ThreadContext.push("checkout");
    ThreadContext.push("payment");
    try (TestContext context = start()) {
      context.logger("shop.Orders").info("paid");
      LogRecord record = arrived();
      assertThat(text(record, "tenant")).isEqualTo("acme");
      assertThat(attributes(record).get("log4j2.context_stack").getArrayValue().getValuesList())
          .extracting(AnyValue::getStringValue)
          .containsExactly("checkout", "payment");
    }
  }

  @Test
  void anEmptyContextStackIsNoAttribute() {
    try (TestContext context = start()) {
      context.logger("shop.Orders").info("paid");
      assertThat(attributes(arrived())).containsOnlyKeys("thread.name");
    }
  }

  @Test
  void threadIdComesByOption() {
    try (TestContext context = start("threadId=\"true\"", "")) {
      context.logger("shop.Orders").info("paid");
      assertThat(attributes(arrived()).get("thread.id").getIntValue())
          .isEqualTo(Thread.currentThread().getId());
    }
  }

  @Test
  void entriesOfAMapMessageAreTypedAttributesAndItsMessageIsTheBody() {
    MapMessage<?, Object> message =
        new MapMessage<>(Map.of("message", "order placed", "count", 3, "paid", true));
    try (TestContext context = start()) {
      context.logger("shop.Orders").info(message);
      LogRecord record = arrived();
      assertThat(body(record)).isEqualTo("order placed");
      assertThat(attributes(record).get("count").getIntValue()).isEqualTo(3);
      assertThat(attributes(record).get("paid").getBoolValue()).isTrue();
      assertThat(attributes(record)).doesNotContainKey("message");
    }
  }

  @Test
  void aMapMessageWithoutAMessageIsItsFormattedText() {
    try (TestContext context = start()) {
      context.logger("shop.Orders").info(new StringMapMessage().with("count", "3"));
      assertThat(body(arrived())).isEqualTo("count=\"3\"");
      assertThat(text(arrived(), "count")).isEqualTo("3");
    }
  }

  @Test
  void structuredDataKeepsItsIdTypeAndEntries() {
    StructuredDataMessage message = new StructuredDataMessage("login@18060", "logged in", "audit");
    message.put("user", "ada");
    message.put("message", "an entry like any other");
    try (TestContext context = start()) {
      context.logger("shop.Orders").info(message);
      LogRecord record = arrived();
      assertThat(body(record)).isEqualTo("logged in");
      assertThat(text(record, "user")).isEqualTo("ada");
      assertThat(text(record, "message")).isEqualTo("an entry like any other");
      assertThat(text(record, "log4j2.structured_data.id")).isEqualTo("login@18060");
      assertThat(text(record, "log4j2.structured_data.type")).isEqualTo("audit");
    }
  }

  @Test
  void aLayoutMakesTheBody() {
    try (TestContext context = start("", "<PatternLayout pattern=\"%p %c{1} - %m\"/>")) {
      context.logger("shop.Orders").info("paid");
      assertThat(body(arrived())).isEqualTo("INFO Orders - paid");
    }
  }

  @Test
  void theLineBreakThatALayoutEndsWithIsNotOfTheBody() {
    try (TestContext context = start("", "<PatternLayout pattern=\"%p %m%n\"/>")) {
      context.logger("shop.Orders").info("paid");
      assertThat(body(arrived())).isEqualTo("INFO paid");
    }
  }

  @Test
  void aFilterKeepsWhatItDenies() {
    try (TestContext context =
        start("", "<RegexFilter regex=\".*secret.*\" onMatch=\"DENY\" onMismatch=\"NEUTRAL\"/>")) {
      context.logger("shop.Orders").info("a secret");
      context.logger("shop.Orders").info("no such thing");
      assertThat(body(arrived())).isEqualTo("no such thing");
    }
  }

  @Test
  void anEventOfAnotherJvmKeepsItsExceptionAndTakesNoTrace() {
    LogEvent event = event("from afar").setThrown(new IllegalStateException("no stock")).build();
    LogEvent deserialized = (LogEvent) RoundTrip.of(event);
    assertThat(deserialized.getThrown()).isNull();
    try (TestContext context = start()) {
      inSpan(() -> append(context, deserialized));
      LogRecord record = arrived();
      assertThat(text(record, "exception.type")).isEqualTo("java.lang.IllegalStateException");
      assertThat(text(record, "exception.message")).isEqualTo("no stock");
      assertThat(text(record, "exception.stacktrace"))
          .startsWith("java.lang.IllegalStateException: no stock")
          .contains("\tat " + RecordTest.class.getName());
      assertThat(traceId(record)).isEmpty();
    }
  }

  @Test
  void messagesThatAreNullOrDoNotFormatStillArrive() {
    try (TestContext context = start("ignoreExceptions=\"false\"", "")) {
      Logger logger = context.context().getLogger("shop.Orders");
      logger.info((Message) null);
      logger.info((Object) null);
      logger.printf(Level.INFO, "%d of %s %q", "not a number");
      logger.info("{} of {} {", "one");
      logger.info("{}", Arrays.asList(1, null));
      List<LogRecord> records = collector.awaitLogRecords(5);
      assertThat(body(records.get(3))).isEqualTo("one of {} {");
      assertThat(body(records.get(4))).isEqualTo("[1, null]");
    }
    assertThat(Logline.status().lostCount()).isZero();
  }

  @Test
  void aMessageThatThrowsIsMarkedInTheBody() {
    Message throwing =
        new SimpleMessage("never seen") {
          private static final long serialVersionUID = 1;

          @Override
          public String getFormattedMessage() {
            throw new IllegalStateException("not today");
          }
        };
    try (TestContext context = start()) {
      append(context, event("").setMessage(throwing).build());
      assertThat(body(arrived()))
          .startsWith("[FAILED getFormattedMessage(): ")
          .endsWith("java.lang.IllegalStateException]");
    }
  }

  @Test
  void aLayoutThatThrowsIsMarkedInTheBody() {
    Layout<String> throwing =
        new AbstractStringLayout(UTF_8) {
          @Override
          public String toSerializable(LogEvent event) {
            throw new IllegalStateException("not today");
          }
        };
    OtlpAppender appender =
        OtlpAppender.newBuilder()
            .setName("OTLP")
            .setLayout(throwing)
            .setEndpoint(collector.endpoint())
            .build();
    appender.start();
    appender.append(event("paid").build());
    assertThat(body(arrived())).startsWith("[FAILED toSerializable(): ");
    appender.stop();
  }

  private static Log4jLogEvent.Builder event(String message) {
    return Log4jLogEvent.newBuilder()
        .setLoggerName("shop.Orders")
        .setLevel(Level.INFO)
        .setThreadId(4711)
        .setThreadName("another thread")
        .setMessage(new SimpleMessage(message));
  }

  private static void append(TestContext context, LogEvent event) {
    context.context().getConfiguration().getAppender("OTLP").append(event);
  }
}
