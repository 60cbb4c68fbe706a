package dev.logline.logrecord;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The messages of OTLP that a log record is made of: their field numbers, and how each is written.
 *
 * <p>Source: opentelemetry-proto 1.11, {@code logs.proto}, {@code common.proto}.
 */
final class Otlp {
  // LogRecord
  static final int TIME_UNIX_NANO = 1;
  static final int SEVERITY_NUMBER = 2;
  static final int SEVERITY_TEXT = 3;
  static final int BODY = 5;
  static final int ATTRIBUTES = 6;
  static final int DROPPED_ATTRIBUTES_COUNT = 7;
  static final int FLAGS = 8;
  static final int TRACE_ID = 9;
  static final int SPAN_ID = 10;
  static final int OBSERVED_TIME_UNIX_NANO = 11;
  static final int EVENT_NAME = 12;

  // AnyValue
  static final int STRING_VALUE = 1;
  static final int BOOL_VALUE = 2;
  static final int INT_VALUE = 3;
  static final int DOUBLE_VALUE = 4;
  static final int ARRAY_VALUE = 5;
  static final int KVLIST_VALUE = 6;
  static final int BYTES_VALUE = 7;

  // KeyValue
  static final int KEY = 1;
  static final int VALUE = 2;

  // ArrayValue and KeyValueList
  static final int VALUES = 1;

  // ScopeLogs and InstrumentationScope
  static final int SCOPE = 1;
  static final int SCHEMA_URL = 3;
  static final int SCOPE_NAME = 1;
  static final int SCOPE_VERSION = 2;
  static final int SCOPE_ATTRIBUTES = 3;

  /** Room for the count of dropped attributes. */
  private static final int RESERVE = 16;

  private Otlp() {}

  /** A {@code ScopeLogs} that holds only its scope: the records are appended behind it. */
  static void writeScope(ProtoWriter out, String name) {
    int utf8Size = Utf8.size(name);
    out.writeLength(SCOPE, ProtoWriter.sizeOfField(SCOPE_NAME, utf8Size));
    out.writeString(SCOPE_NAME, name, utf8Size);
  }

  /** Trace id, span id and flags, or nothing where the context is invalid. */
  static void writeSpanContext(ProtoWriter out, SpanContext context) {
    if (context.isValid()) {
      out.writeHex(TRACE_ID, context.getTraceId());
      out.writeHex(SPAN_ID, context.getSpanId());
      out.writeFixed32(FLAGS, context.getTraceFlags().asByte() & 0xFF);
    }
  }

  static void writeAttribute(ProtoWriter out, int field, String name, String value, int utf8Size) {
    writeKey(out, field, name, ProtoWriter.sizeOfField(STRING_VALUE, utf8Size));
    out.writeString(STRING_VALUE, value, utf8Size);
  }

  static void writeAttribute(ProtoWriter out, int field, String name, long value) {
    writeKey(out, field, name, 1 + ProtoWriter.varintSize(value));
    out.writeVarint(INT_VALUE, value);
  }

  static void writeAttribute(ProtoWriter out, int field, String name, double value) {
    writeKey(out, field, name, 1 + Double.BYTES);
    out.writeDouble(DOUBLE_VALUE, value);
  }

  static void writeAttribute(ProtoWriter out, int field, String name, boolean value) {
    writeKey(out, field, name, 2);
    out.writeVarint(BOOL_VALUE, value ? 1 : 0);
  }

  static void writeAttribute(ProtoWriter out, int field, String name, Value<?> value) {
    writeKey(out, field, name, sizeOf(value));
    writeValue(out, value);
  }

  /** Whether an attribute still fits, with what comes behind all attributes. */
  static boolean fits(ProtoWriter out, String name, int valueSize, int maxRecordBytes) {
    return out.size() + 24L + 3L * name.length() + valueSize + RESERVE <= maxRecordBytes;
  }

  /** As {@link #writeAttribute(ProtoWriter, int, String, String, int)}, of an encoded key. */
  static void writeAttribute(ProtoWriter out, int field, byte[] key, String value, int utf8Size) {
    writeKey(out, field, key, ProtoWriter.sizeOfField(STRING_VALUE, utf8Size));
    out.writeString(STRING_VALUE, value, utf8Size);
  }

  static void writeAttribute(ProtoWriter out, int field, byte[] key, long value) {
    writeKey(out, field, key, 1 + ProtoWriter.varintSize(value));
    out.writeVarint(INT_VALUE, value);
  }

  /** All of an attribute but its text. */
  static void writeHeader(ProtoWriter out, int field, byte[] key, int utf8Size) {
    writeKey(out, field, key, ProtoWriter.sizeOfField(STRING_VALUE, utf8Size));
    out.writeLength(STRING_VALUE, utf8Size);
  }

  /** Bytes that {@link #writeHeader} writes. */
  static int headerSize(int field, byte[] key, int utf8Size) {
    int value = ProtoWriter.sizeOfField(STRING_VALUE, utf8Size);
    int content = key.length + ProtoWriter.sizeOfField(VALUE, value);
    return ProtoWriter.sizeOfField(field, content) - utf8Size;
  }

  private static void writeKey(ProtoWriter out, int field, byte[] key, int valueSize) {
    out.writeLength(field, key.length + ProtoWriter.sizeOfField(VALUE, valueSize));
    out.append(key, 0, key.length);
    out.writeLength(VALUE, valueSize);
  }

  /** The field of a key, for {@link #writeAttribute(ProtoWriter, int, byte[], String, int)}. */
  static byte[] key(String name) {
    ProtoWriter key = new ProtoWriter(64);
    key.writeString(KEY, name);
    return key.toByteArray();
  }

  private static void writeKey(ProtoWriter out, int field, String name, int valueSize) {
    int nameSize = Utf8.size(name);
    int size = ProtoWriter.sizeOfField(KEY, nameSize) + ProtoWriter.sizeOfField(VALUE, valueSize);
    out.writeLength(field, size);
    out.writeString(KEY, name, nameSize);
    out.writeLength(VALUE, valueSize);
  }

  /** Bytes of an {@code AnyValue} that holds {@code value}. */
  static int sizeOf(Value<?> value) {
    return switch (value.getType()) {
      case STRING -> ProtoWriter.sizeOfField(STRING_VALUE, Utf8.size((String) value.getValue()));
      case BOOLEAN -> 2;
      case LONG -> 1 + ProtoWriter.varintSize((Long) value.getValue());
      case DOUBLE -> 1 + Double.BYTES;
      case ARRAY -> ProtoWriter.sizeOfField(ARRAY_VALUE, sizeOfItems(items(value)));
      case KEY_VALUE_LIST -> ProtoWriter.sizeOfField(KVLIST_VALUE, sizeOfEntries(entries(value)));
      case BYTES ->
          ProtoWriter.sizeOfField(BYTES_VALUE, ((ByteBuffer) value.getValue()).remaining());
      case EMPTY -> 0;
    };
  }

  static void writeValue(ProtoWriter out, Value<?> value) {
    switch (value.getType()) {
      case STRING -> out.writeString(STRING_VALUE, (String) value.getValue());
      case BOOLEAN -> out.writeVarint(BOOL_VALUE, (Boolean) value.getValue() ? 1 : 0);
      case LONG -> out.writeVarint(INT_VALUE, (Long) value.getValue());
      case DOUBLE -> out.writeDouble(DOUBLE_VALUE, (Double) value.getValue());
      case ARRAY -> {
        out.writeLength(ARRAY_VALUE, sizeOfItems(items(value)));
        for (Value<?> item : items(value)) {
          out.writeLength(VALUES, sizeOf(item));
          writeValue(out, item);
        }
      }
      case KEY_VALUE_LIST -> {
        out.writeLength(KVLIST_VALUE, sizeOfEntries(entries(value)));
        for (KeyValue entry : entries(value)) {
          writeAttribute(out, VALUES, entry.getKey(), entry.getValue());
        }
      }
      case BYTES -> {
        ByteBuffer buffer = ((ByteBuffer) value.getValue()).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        out.writeBytes(BYTES_VALUE, bytes, 0, bytes.length);
      }
      case EMPTY -> {}
    }
  }

  private static int sizeOfItems(List<Value<?>> items) {
    int size = 0;
    for (Value<?> item : items) {
      size += ProtoWriter.sizeOfField(VALUES, sizeOf(item));
    }
    return size;
  }

  private static int sizeOfEntries(List<KeyValue> entries) {
    int size = 0;
    for (KeyValue entry : entries) {
      int content =
          ProtoWriter.sizeOfField(KEY, Utf8.size(entry.getKey()))
              + ProtoWriter.sizeOfField(VALUE, sizeOf(entry.getValue()));
      size += ProtoWriter.sizeOfField(VALUES, content);
    }
    return size;
  }

  @SuppressWarnings("unchecked") // Value.getValue() of an ARRAY is a list of values
  private static List<Value<?>> items(Value<?> array) {
    return (List<Value<?>>) array.getValue();
  }

  @SuppressWarnings("unchecked") // Value.getValue() of a KEY_VALUE_LIST is a list of entries
  private static List<KeyValue> entries(Value<?> list) {
    return (List<KeyValue>) list.getValue();
  }
}
