package dev.logline.logrecord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.buffer.Batch;
import dev.logline.buffer.Overflow;
import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.Wakeup;
import dev.logline.testkit.HeardLosses;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever an event holds: its bytes decode, with the official classes, to what was written. */
class AnyRecordTest {
  private final RecordBuffer buffer =
      RecordBuffers.inMemory(
          4 * RecordBuffers.MIN_BYTES,
          new Overflow(Policy.DROP_NEWEST, Duration.ZERO),
          new Wakeup(),
          Clock.getDefault(),
          HeardLosses.IGNORED);

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> plain = Arbitraries.strings().ofMaxLength(300);
    Arbitrary<String> anyUnits =
        Arbitraries.chars().range('\u0000', '\uffff').list().ofMaxSize(60).map(AnyRecordTest::join);
    Arbitrary<String> surrogates =
        Arbitraries.chars().range('\ud700', '\ue0ff').list().ofMaxSize(20).map(AnyRecordTest::join);
    return Arbitraries.oneOf(plain, anyUnits, surrogates);
  }

  private static String join(List<Character> units) {
    StringBuilder text = new StringBuilder();
    units.forEach(text::append);
    return text.toString();
  }

  @Provide
  Arbitrary<Object> values() {
    Arbitrary<Object> simple =
        Arbitraries.oneOf(
            texts().asGeneric(),
            Arbitraries.longs().asGeneric(),
            Arbitraries.integers().asGeneric(),
            Arbitraries.doubles().asGeneric(),
            Arbitraries.of(true, false).asGeneric());
    Arbitrary<Object> lists = simple.list().ofMaxSize(5).asGeneric();
    return Arbitraries.oneOf(simple, lists);
  }

  @Provide
  Arbitrary<Map<String, Object>> attributes() {
    return Arbitraries.maps(texts(), values()).ofMaxSize(12);
  }

  /** As the encoder writes text: what is no text in UTF-16 is replaced. */
  private static String valid(String text) {
    StringBuilder replaced = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        replaced.append(unit).append(text.charAt(++i));
      } else {
        replaced.append(Character.isSurrogate(unit) ? '\ufffd' : unit);
      }
    }
    return replaced.toString();
  }

  @Property
  void decodesToTheSameValues(
      @ForAll("texts") String scope,
      @ForAll("texts") String body,
      @ForAll long timestamp,
      @ForAll("attributes") Map<String, Object> attributes)
      throws Exception {
    OtlpRecordWriter writer = new OtlpRecordWriter(buffer);
    writer.begin(scope, RecordLimits.DEFAULT);
    writer.timestamp(timestamp);
    writer.severity(9, body);
    writer.body(body);
    attributes.forEach(writer::attribute);
    assertThat(writer.end()).isTrue();

    Batch batch = buffer.take(1, Integer.MAX_VALUE);
    byte[] bytes = bytes(batch);
    int scopeLength = batch.scopeLength(0);
    buffer.release(batch);
    ScopeLogs logs = ScopeLogs.parseFrom(java.util.Arrays.copyOf(bytes, scopeLength));
    LogRecord record =
        LogRecord.parseFrom(java.util.Arrays.copyOfRange(bytes, scopeLength, bytes.length));

    assertThat(logs.getScope().getName()).isEqualTo(scope.isEmpty() ? "ROOT" : valid(scope));
    assertThat(record.getTimeUnixNano()).isEqualTo(Math.max(0, timestamp));
    assertThat(record.getBody().getStringValue()).isEqualTo(valid(body));
    assertThat(record.getSeverityText()).isEqualTo(valid(body));
    Map<String, AnyValue> decoded = new LinkedHashMap<>();
    for (KeyValue attribute : record.getAttributesList()) {
      decoded.putIfAbsent(attribute.getKey(), attribute.getValue());
    }
    Map<String, Object> expected = new LinkedHashMap<>(); // two names may become one
    attributes.forEach((name, value) -> expected.putIfAbsent(valid(name), value));
    expected.remove("");
    expected.forEach((name, value) -> assertSame(decoded.get(name), value, name));
    assertThat(decoded).containsOnlyKeys(expected.keySet());
  }

  private static byte[] bytes(Batch batch) {
    byte[] bytes = batch.scopeAndRecord(0);
    return bytes;
  }

  /** An event of few names and values, so that they come again, in any order. */
  private record Event(int severity, String level, List<Map.Entry<String, Object>> fields) {
    void write(RecordWriter writer) {
      writer.begin("scope", new RecordLimits(5, 1_000));
      writer.severity(severity, level);
      fields.forEach(field -> writer.attribute(field.getKey(), field.getValue()));
      if (severity == 17) {
        writer.exception(THROWN.get(fields.size() % THROWN.size()));
      }
      assertThat(writer.end()).isTrue();
    }
  }

  private static final List<Throwable> THROWN =
      List.of(
          new IllegalStateException("one", new RuntimeException("its cause")),
          ofEightFrames(new IllegalStateException("two")),
          ofEightFrames(new IllegalStateException("two \ud800")),
          new IllegalStateException("x".repeat(20_000)),
          new IllegalStateException(""));

  /** One whose lines are within the limit, and enough to be kept once. */
  private static Throwable ofEightFrames(Throwable thrown) {
    thrown.setStackTrace(java.util.Arrays.copyOf(thrown.getStackTrace(), 8));
    return thrown;
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<String> names = Arbitraries.of("Aa", "BB", "a", "thread.name", "n".repeat(300), "");
    Arbitrary<Object> values =
        Arbitraries.of("Aa", "BB", "", "\ud800", "v".repeat(300), 7L, -7L, 1L << 40, true, 0.5);
    Arbitrary<List<Map.Entry<String, Object>>> fields =
        Combinators.combine(names, values).as(Map::entry).list().ofMaxSize(8);
    return Combinators.combine(Arbitraries.of(5, 9, 17), Arbitraries.of("Aa", "BB", ""), fields)
        .as(Event::new)
        .list()
        .ofMaxSize(30);
  }

  @Property
  void aWriterThatWasUsedWritesAsANewOneDoes(@ForAll("events") List<Event> events) {
    OtlpRecordWriter used = new OtlpRecordWriter(buffer);
    for (Event event : events) {
      event.write(used);
      event.write(new OtlpRecordWriter(buffer));
      Batch first = buffer.take(1, Integer.MAX_VALUE);
      Batch second = buffer.take(1, Integer.MAX_VALUE);
      assertThat(bytes(first)).isEqualTo(bytes(second));
      buffer.release(first);
      buffer.release(second);
    }
  }

  private static void assertSame(AnyValue decoded, Object value, String name) {
    assertThat(decoded).as(name).isNotNull();
    if (value instanceof String text) {
      assertThat(decoded.getStringValue()).isEqualTo(valid(text));
    } else if (value instanceof Boolean truth) {
      assertThat(decoded.getBoolValue()).isEqualTo(truth);
    } else if (value instanceof Double number) {
      assertThat(decoded.getDoubleValue()).isEqualTo(number);
    } else if (value instanceof Number number) {
      assertThat(decoded.getIntValue()).isEqualTo(number.longValue());
    } else {
      List<?> items = (List<?>) value;
      assertThat(decoded.getArrayValue().getValuesCount()).isEqualTo(items.size());
      for (int i = 0; i < items.size(); i++) {
        assertSame(decoded.getArrayValue().getValues(i), items.get(i), name);
      }
    }
  }
}
