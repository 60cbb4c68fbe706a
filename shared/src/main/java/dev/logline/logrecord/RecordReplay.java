package dev.logline.logrecord;

import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads a record that {@link OtlpRecordWriter} wrote and plays it into another writer: what was
 * logged before it was known that an SDK must see the records, with its own time, thread and trace.
 * How many attributes the writer dropped is forgotten: the Logs API has no way to say it. A body
 * that is no text, as only others than appenders write it, becomes its text.
 */
public final class RecordReplay {
  private RecordReplay() {}

  /**
   * Plays one record.
   *
   * @param bytes the scope and behind it the record, as they were offered to the buffer
   */
  public static void play(byte[] bytes, int scopeLength, RecordWriter to) throws IOException {
    to.begin(scopeName(new ProtoReader(bytes, 0, scopeLength)), SdkRecordWriter.LIMITS);
    ProtoReader in = new ProtoReader(bytes, scopeLength, bytes.length);
    int severityNumber = 0;
    String severityText = "";
    String traceId = "";
    String spanId = "";
    int flags = 0;
    while (in.next()) {
      switch (in.field()) {
        case Otlp.TIME_UNIX_NANO -> to.timestamp(in.fixed64());
        case Otlp.OBSERVED_TIME_UNIX_NANO -> to.observedTimestamp(in.fixed64());
        case Otlp.SEVERITY_NUMBER -> severityNumber = (int) in.varint();
        case Otlp.SEVERITY_TEXT -> severityText = in.string();
        case Otlp.BODY -> to.body(anyValue(in.message()).asString());
        case Otlp.ATTRIBUTES -> attribute(keyValue(in.message()), to);
        case Otlp.FLAGS -> flags = in.fixed32();
        case Otlp.TRACE_ID -> traceId = HexFormat.of().formatHex(in.bytes());
        case Otlp.SPAN_ID -> spanId = HexFormat.of().formatHex(in.bytes());
        case Otlp.EVENT_NAME -> to.eventName(in.string());
        default -> in.skip();
      }
    }
    to.severity(severityNumber, severityText);
    if (!traceId.isEmpty()) {
      to.context(context(traceId, spanId, (byte) flags));
    }
    to.end();
  }

  /** A context that holds nothing but a span of these ids. */
  public static Context context(String traceId, String spanId, byte flags) {
    SpanContext span =
        SpanContext.create(traceId, spanId, TraceFlags.fromByte(flags), TraceState.getDefault());
    return Context.root().with(Span.wrap(span));
  }

  static String scopeName(ProtoReader scopeLogs) throws IOException {
    while (scopeLogs.next()) {
      if (scopeLogs.field() == Otlp.SCOPE) {
        ProtoReader scope = scopeLogs.message();
        return scope.next() && scope.field() == Otlp.SCOPE_NAME ? scope.string() : "";
      }
      scopeLogs.skip();
    }
    return "";
  }

  private static void attribute(KeyValue attribute, RecordWriter to) {
    Value<?> value = attribute.getValue();
    switch (value.getType()) {
      case STRING -> to.attribute(attribute.getKey(), (String) value.getValue());
      case LONG -> to.attribute(attribute.getKey(), ((Long) value.getValue()).longValue());
      case DOUBLE -> to.attribute(attribute.getKey(), ((Double) value.getValue()).doubleValue());
      case BOOLEAN -> to.attribute(attribute.getKey(), ((Boolean) value.getValue()).booleanValue());
      default -> to.attribute(attribute.getKey(), (Object) value);
    }
  }

  private static KeyValue keyValue(ProtoReader in) throws IOException {
    String key = "";
    Value<?> value = Value.empty();
    while (in.next()) {
      if (in.field() == Otlp.KEY) {
        key = in.string();
      } else {
        value = anyValue(in.message());
      }
    }
    return KeyValue.of(key, value);
  }

  private static Value<?> anyValue(ProtoReader in) throws IOException {
    if (!in.next()) {
      return Value.empty();
    }
    return switch (in.field()) {
      case Otlp.STRING_VALUE -> Value.of(in.string());
      case Otlp.BOOL_VALUE -> Value.of(in.varint() != 0);
      case Otlp.INT_VALUE -> Value.of(in.varint());
      case Otlp.DOUBLE_VALUE -> Value.of(Double.longBitsToDouble(in.fixed64()));
      case Otlp.ARRAY_VALUE -> {
        List<Value<?>> items = new ArrayList<>();
        ProtoReader list = in.message();
        while (list.next()) {
          items.add(anyValue(list.message()));
        }
        yield Value.of(items);
      }
      case Otlp.KVLIST_VALUE -> {
        List<KeyValue> entries = new ArrayList<>();
        ProtoReader list = in.message();
        while (list.next()) {
          entries.add(keyValue(list.message()));
        }
        yield Value.of(entries.toArray(KeyValue[]::new));
      }
      default -> Value.of(in.bytes());
    };
  }
}
