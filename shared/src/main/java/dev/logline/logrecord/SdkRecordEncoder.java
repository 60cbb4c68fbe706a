package dev.logline.logrecord;

import dev.logline.buffer.RecordBuffer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.common.ValueType;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.List;

/** Encodes a record that an SDK made into the bytes that the buffer takes. */
public final class SdkRecordEncoder {
  private final ProtoWriter out = new ProtoWriter(1024);

  /**
   * Offers the record to {@code buffer}; false where it was not accepted. As {@link
   * OtlpRecordWriter} does, it leaves out attributes that would make it larger than the buffer
   * takes.
   */
  public boolean offer(LogRecordData data, RecordBuffer buffer) {
    writeScope(data.getInstrumentationScopeInfo());
    int recordStart = out.size();
    int severity = data.getSeverity().getSeverityNumber();
    writeFixed64(Otlp.TIME_UNIX_NANO, data.getTimestampEpochNanos());
    writeFixed64(Otlp.OBSERVED_TIME_UNIX_NANO, data.getObservedTimestampEpochNanos());
    Otlp.writeSpanContext(out, data.getSpanContext());
    if (severity != 0) {
      out.writeVarint(Otlp.SEVERITY_NUMBER, severity);
    }
    writeText(Otlp.SEVERITY_TEXT, data.getSeverityText());
    Value<?> body = data.getBodyValue();
    if (body != null) {
      body = cut(body);
      out.writeLength(Otlp.BODY, Otlp.sizeOf(body));
      Otlp.writeValue(out, body);
    }
    writeText(Otlp.EVENT_NAME, data.getEventName());
    int omitted = writeAttributes(data.getAttributes(), buffer.maxRecordBytes());
    int dropped = data.getTotalAttributeCount() - data.getAttributes().size() + omitted;
    if (dropped > 0) {
      out.writeVarint(Otlp.DROPPED_ATTRIBUTES_COUNT, dropped);
    }
    return buffer.offer(out.array(), out.size(), recordStart, severity, RecordBuffer.Origin.SDK);
  }

  /** Bytes of the last record, scope included. */
  public int size() {
    return out.size();
  }

  private void writeScope(InstrumentationScopeInfo scope) {
    ProtoWriter inner = new ProtoWriter(128);
    inner.writeString(Otlp.SCOPE_NAME, scope.getName());
    if (scope.getVersion() != null) {
      inner.writeString(Otlp.SCOPE_VERSION, scope.getVersion());
    }
    scope
        .getAttributes()
        .forEach((key, value) -> writeAttribute(inner, Otlp.SCOPE_ATTRIBUTES, key, value));
    out.truncate(0);
    out.writeBytes(Otlp.SCOPE, inner.array(), 0, inner.size());
    writeText(Otlp.SCHEMA_URL, scope.getSchemaUrl());
  }

  private void writeFixed64(int field, long value) {
    if (value != 0) {
      out.writeFixed64(field, value);
    }
  }

  private void writeText(int field, String text) {
    if (text != null && !text.isEmpty()) {
      out.writeString(field, text);
    }
  }

  /** Writes what fits, and tells how many did not. */
  private int writeAttributes(Attributes attributes, int maxRecordBytes) {
    int[] omitted = new int[1];
    attributes.forEach(
        (key, value) -> {
          Value<?> typed = value(value);
          if (Otlp.fits(out, key.getKey(), Otlp.sizeOf(typed), maxRecordBytes)) {
            Otlp.writeAttribute(out, Otlp.ATTRIBUTES, key.getKey(), typed);
          } else {
            omitted[0]++;
          }
        });
    return omitted[0];
  }

  /** A text that an appender would have cut is cut here, too. */
  private static Value<?> cut(Value<?> body) {
    return body.getType() == ValueType.STRING
        ? Value.of(RecordLimits.cut((String) body.getValue(), RecordLimits.BODY_LENGTH))
        : body;
  }

  static void writeAttribute(ProtoWriter out, int field, AttributeKey<?> key, Object value) {
    Otlp.writeAttribute(out, field, key.getKey(), value(value));
  }

  /** An SDK's attribute value, which is limited already, in the one shape that is written. */
  private static Value<?> value(Object value) {
    if (value instanceof Value<?> typed) {
      return typed;
    } else if (value instanceof String text) {
      return Value.of(text);
    } else if (value instanceof Long number) {
      return Value.of(number.longValue());
    } else if (value instanceof Double number) {
      return Value.of(number.doubleValue());
    } else if (value instanceof Boolean truth) {
      return Value.of(truth.booleanValue());
    }
    return Value.of(((List<?>) value).stream().<Value<?>>map(SdkRecordEncoder::value).toList());
  }
}
