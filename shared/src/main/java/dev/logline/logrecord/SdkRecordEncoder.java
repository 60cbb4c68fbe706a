package dev.logline.logrecord;

import dev.logline.buffer.RecordBuffer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.util.List;

/** Encodes a record that an SDK made into the bytes that the buffer takes. */
public final class SdkRecordEncoder {
  private final ProtoWriter out = new ProtoWriter(1024);

  /** Offers the record to {@code buffer}; false where it was not accepted. */
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
      out.writeLength(Otlp.BODY, Otlp.sizeOf(body));
      Otlp.writeValue(out, body);
    }
    writeText(Otlp.EVENT_NAME, data.getEventName());
    writeAttributes(Otlp.ATTRIBUTES, data.getAttributes());
    int dropped = data.getTotalAttributeCount() - data.getAttributes().size();
    if (dropped > 0) {
      out.writeVarint(Otlp.DROPPED_ATTRIBUTES_COUNT, dropped);
    }
    return buffer.offer(out.array(), out.size(), recordStart, severity, RecordBuffer.Origin.SDK);
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

  private void writeAttributes(int field, Attributes attributes) {
    attributes.forEach((key, value) -> writeAttribute(out, field, key, value));
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
