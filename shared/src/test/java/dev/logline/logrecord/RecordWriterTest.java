package dev.logline.logrecord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.buffer.Batch;
import dev.logline.buffer.Overflow;
import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.Wakeup;
import dev.logline.testkit.HeardLosses;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.sdk.common.Clock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The rules of a record, read from the bytes with the official classes. */
class RecordWriterTest {
  private final RecordBuffer buffer =
      RecordBuffers.inMemory(
          RecordBuffers.MIN_BYTES,
          new Overflow(Policy.DROP_NEWEST, Duration.ofMillis(100)),
          new Wakeup(),
          Clock.getDefault(),
          HeardLosses.IGNORED);

  private LogRecord write(Consumer<RecordWriter> fields) {
    return write(RecordLimits.DEFAULT, fields);
  }

  private LogRecord write(RecordLimits limits, Consumer<RecordWriter> fields) {
    OtlpRecordWriter writer = new OtlpRecordWriter(buffer);
    writer.begin("scope", limits);
    fields.accept(writer);
    assertThat(writer.end()).isTrue();
    Batch batch = buffer.take(1, Integer.MAX_VALUE);
    byte[] bytes = new byte[batch.length(0) - batch.scopeLength(0)];
    batch.copyRecord(0, bytes, 0);
    buffer.release(batch);
    try {
      return LogRecord.parseFrom(bytes);
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private AnyValue value(Object value) {
    LogRecord record = write(writer -> writer.attribute("key", value));
    assertThat(record.getAttributesCount()).isEqualTo(1);
    return record.getAttributes(0).getValue();
  }

  @Test
  void aTraceThatComesAgainIsWholeInEachRecordWhateverStandsAroundIt() throws Exception {
    OtlpRecordWriter writer = new OtlpRecordWriter(buffer);
    List<String> expected = new ArrayList<>();
    for (int length : new int[] {1, 1, 1, 50, 15_000, 16_000, 60_000, 70_000, 1}) {
      Throwable thrown = new IllegalStateException("x".repeat(length), new RuntimeException("y"));
      for (Throwable each : List.of(thrown, thrown.getCause())) {
        each.setStackTrace(Arrays.copyOf(each.getStackTrace(), 10));
      }
      writer.begin("scope", RecordLimits.DEFAULT);
      writer.exception(thrown);
      writer.attribute("after", length);
      assertThat(writer.end()).isTrue();
      StringWriter text = new StringWriter();
      thrown.printStackTrace(new PrintWriter(text, true));
      expected.add(RecordLimits.cut(text.toString().replace("\r\n", "\n"), StackTraces.LENGTH));
    }
    Batch batch = buffer.take(Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertThat(batch.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      byte[] bytes = new byte[batch.length(i) - batch.scopeLength(i)];
      batch.copyRecord(i, bytes, 0);
      LogRecord record = LogRecord.parseFrom(bytes);
      assertThat(record.getAttributesList())
          .filteredOn(attribute -> attribute.getKey().equals("exception.stacktrace"))
          .singleElement()
          .extracting(trace -> trace.getValue().getStringValue())
          .isEqualTo(expected.get(i));
      assertThat(record.getAttributes(record.getAttributesCount() - 1).getKey()).isEqualTo("after");
    }
  }

  @Test
  void eachRecordIsOfItsLoggerWhicheverCameBefore() throws Exception {
    OtlpRecordWriter writer = new OtlpRecordWriter(buffer);
    String unknown = "n".repeat(300); // too long to be known
    List<String> names = List.of("a", "a", "b", "a", unknown, "a", unknown, unknown, "b", "b");
    // Many fill a segment between them, and one is too large for the writer to keep its room.
    int[] lengths = {1, 20, 90_000, RecordLimits.BODY_LENGTH, 3, 110_000};
    for (int i = 0; i < 400; i++) {
      String name = names.get(i % names.size());
      String body = "x".repeat(lengths[i / names.size() % lengths.length]);
      writer.begin(name, RecordLimits.DEFAULT);
      writer.body(body);
      assertThat(writer.end()).isTrue();
      Batch batch = buffer.take(1, Integer.MAX_VALUE);
      byte[] bytes = batch.scopeAndRecord(0);
      int scopeLength = batch.scopeLength(0);
      assertThat(RecordReplay.scopeName(new ProtoReader(bytes, 0, scopeLength))).isEqualTo(name);
      byte[] record = Arrays.copyOfRange(bytes, scopeLength, bytes.length);
      assertThat(LogRecord.parseFrom(record).getBody().getStringValue()).isEqualTo(body);
      buffer.release(batch);
    }
  }

  @Test
  void theMessageOfATemplateIsTheBodyWhateverItsLength() {
    MessageTemplate template = new MessageTemplate(List.of("<", ">"), new int[] {0});
    int[] lengths = {0, 1, 121, 122, 123, 124, 125, 126, 127, 16_376, 16_380, 16_384, 70_000};
    for (int length : lengths) {
      String text = "x".repeat(length);
      LogRecord record =
          write(
              writer -> {
                writer.timestamp(17);
                writer.body(template, new Object[] {text}, WholeNumbers.PLAIN);
                writer.attribute("key", "value");
              });
      assertThat(record.getBody().getStringValue()).isEqualTo("<" + text + ">");
      assertThat(record.getTimeUnixNano()).isEqualTo(17);
      assertThat(record.getAttributes(0).getValue().getStringValue()).isEqualTo("value");
    }
    Object[] huge = {"x".repeat(RecordLimits.BODY_LENGTH)};
    assertThat(write(writer -> writer.body(template, huge, WholeNumbers.PLAIN)))
        .isEqualTo(write(writer -> writer.body(template.format(huge, WholeNumbers.PLAIN))));
  }

  @Test
  void valuesKeepTheirTypes() {
    assertThat(value(7).getIntValue()).isEqualTo(7);
    assertThat(value((short) -7).getIntValue()).isEqualTo(-7);
    assertThat(value(Long.MIN_VALUE).getIntValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(value(BigInteger.TEN).getIntValue()).isEqualTo(10);
    assertThat(value(BigInteger.TWO.pow(64)).getStringValue()).isEqualTo("18446744073709551616");
    assertThat(value(new BigDecimal("1.10")).getStringValue()).isEqualTo("1.10");
    assertThat(value(1.5).getDoubleValue()).isEqualTo(1.5);
    assertThat(value(Double.NaN).getDoubleValue()).isNaN();
    assertThat(value(true).getBoolValue()).isTrue();
    assertThat(value(new byte[] {1, 2}).getBytesValue().toByteArray()).containsExactly(1, 2);
    assertThat(value(Thread.State.NEW).getStringValue()).isEqualTo("NEW");
    assertThat(value(List.of("a", 2)).getArrayValue().getValues(1).getIntValue()).isEqualTo(2);
    assertThat(value(new int[] {3, 4}).getArrayValue().getValues(1).getIntValue()).isEqualTo(4);
    assertThat(value(Map.of("k", List.of(true))).getKvlistValue().getValues(0).getKey())
        .isEqualTo("k");
  }

  @Test
  void nothingHostileInAValueGetsOut() {
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertThat(value(itself).toString()).contains("deeper than 8");
    assertThat(value(Collections.nCopies(5_000, "x")).getArrayValue().getValuesCount())
        .isEqualTo(Values.ELEMENTS);
    assertThat(value("x".repeat(1_000_000)).getStringValue())
        .hasSizeLessThan(70_000)
        .endsWith("[truncated 934464 characters]");
    assertThat(value(Value.of("x".repeat(1_000_000))).getStringValue())
        .endsWith("[truncated 934464 characters]");
    assertThat(value(new byte[70_000]).getStringValue())
        .isEqualTo("[70000 bytes: more than 65536]");
    assertThat(value(Arrays.asList("a", null)).getArrayValue().getValues(1).getValueCase())
        .isEqualTo(AnyValue.ValueCase.VALUE_NOT_SET);
  }

  @Test
  void theFirstAttributeOfANameWins() {
    LogRecord record =
        write(
            writer -> {
              writer.attribute("exception.type", "mine");
              writer.attribute("k", 1);
              writer.attribute("k", "2");
              writer.exception(new RuntimeException("theirs"));
            });
    assertThat(record.getAttributesList())
        .extracting(KeyValue::getKey)
        .containsExactly("exception.type", "k", "exception.message", "exception.stacktrace");
    assertThat(record.getAttributes(0).getValue().getStringValue()).isEqualTo("mine");
    assertThat(record.getAttributes(1).getValue().getIntValue()).isEqualTo(1);
  }

  @Test
  void attributesWithoutANameOrAValueAreSkipped() {
    LogRecord record =
        write(
            writer -> {
              writer.attribute(null, "x");
              writer.attribute("", "x");
              writer.attribute("k", (String) null);
              writer.attribute("k", (Object) null);
            });
    assertThat(record.getAttributesCount()).isZero();
    assertThat(record.getDroppedAttributesCount()).isZero();
  }

  @Test
  void tooManyAttributesAreCounted() {
    LogRecord record =
        write(
            writer -> {
              for (int i = 0; i < 10_000; i++) {
                writer.attribute("key" + i, i);
              }
            });
    assertThat(record.getAttributesCount()).isEqualTo(128);
    assertThat(record.getDroppedAttributesCount()).isEqualTo(9_872);
  }

  @Test
  void anAttributeThatIsTooManyIsCountedOnceHoweverOftenItIsGiven() {
    for (int all : List.of(130, 10_000, 130)) {
      LogRecord record =
          write(
              writer -> {
                for (int i = 0; i < 2 * all; i++) {
                  writer.attribute("key" + i % all, i);
                }
              });
      assertThat(record.getAttributesCount()).isEqualTo(128);
      assertThat(record.getDroppedAttributesCount()).isEqualTo(all - 128);
      assertThat(record.getAttributes(0).getValue().getIntValue()).isZero();
    }
  }

  @Test
  void aRecordNeverOutgrowsTheBuffer() {
    LogRecord record =
        write(
            writer -> {
              writer.body("\u20ac".repeat(400_000));
              for (int i = 0; i < 100; i++) {
                writer.attribute("key" + i, "\u20ac".repeat(60_000));
              }
            });
    assertThat(record.getSerializedSize()).isLessThanOrEqualTo(buffer.maxRecordBytes());
    assertThat(record.getAttributesCount() + record.getDroppedAttributesCount()).isEqualTo(100);
    assertThat(record.getBody().getStringValue()).contains("[truncated ");
  }

  @Test
  void theEventNameIsTakenFromItsKeyAndIsNoAttribute() {
    LogRecord record =
        write(
            writer -> {
              writer.field("otel.event.name", "order.placed");
              writer.field("otel.event.name", "later");
              writer.field("k", 1);
            });
    assertThat(record.getEventName()).isEqualTo("order.placed");
    assertThat(record.getAttributesList()).extracting(KeyValue::getKey).containsExactly("k");
  }

  @Test
  void aCutNeverHalvesACharacter() {
    String text = "x".repeat(RecordLimits.BODY_LENGTH - 1) + "\ud83d\ude00 and more";
    assertThat(write(writer -> writer.body(text)).getBody().getStringValue())
        .doesNotContain("\ufffd")
        .contains("x...[truncated ");
  }

  @Test
  void whatIsLoggedAtOnceIsSeenWhenItHappens() {
    long now = System.currentTimeMillis() * 1_000_000;
    LogRecord record =
        write(
            writer -> {
              writer.timestamp(now + 2_000_000_123L);
              writer.observedAtOnce();
            });
    assertThat(record.getObservedTimeUnixNano()).isEqualTo(now + 2_000_000_123L);
  }

  @Test
  void whatComesLateIsNotSeenWhenItHappened() {
    OtlpRecordWriter writer = new OtlpRecordWriter(buffer);
    long later = System.currentTimeMillis() * 1_000_000 + 2_000_000_000L;
    long[] times = {1_700_000_000_000_000_000L, later, later - 1, later, 0};
    boolean[] seen = {false, true, false, true, false};
    for (int i = 0; i < times.length; i++) {
      writer.begin("scope", RecordLimits.DEFAULT);
      writer.timestamp(times[i]);
      writer.observedAtOnce();
      assertThat(writer.isObserved()).as("time %d", i).isEqualTo(seen[i]);
    }
  }

  @Test
  void timesBefore1970AreUnknown() {
    LogRecord record = write(writer -> writer.timestamp(-1));
    assertThat(record.getTimeUnixNano()).isZero();
  }
}
