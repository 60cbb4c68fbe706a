package dev.logline.logrecord;

import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RepeatedBytes;
import dev.logline.buffer.Repeats;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Arrays;

/**
 * The fast form: fields go straight into the bytes of an OTLP {@code LogRecord}, and {@link #end}
 * copies them into the buffer once. A scope, or lines of a stack trace, that are in the buffer
 * already are not written again. An attribute that would make the record larger than the buffer
 * takes is left out and counted in {@code dropped_attributes_count}.
 */
public final class OtlpRecordWriter extends RecordWriter {
  private static final int INITIAL = 1024;
  private static final int KEPT = 256 * 1024;

  /** Bytes of a body whose two lengths, its own and its text's, take one byte each. */
  private static final int SHORT_BODY = 125;

  /** Tags and lengths in front of a short body. */
  private static final int BODY_HEADER = 4;

  /** Bytes of a stack trace; from 128 to 16,383 each needs as much in front of it. */
  private static final int USUAL_STACKTRACE = 2_000;

  private static final byte[] STACKTRACE_KEY = Otlp.key(STACKTRACE);

  private final RecordBuffer buffer;
  private final KnownTexts<RepeatedBytes> scopes =
      new KnownTexts<>(name -> new RepeatedBytes(scope(name)));
  private final KnownTexts<byte[]> keys = new KnownTexts<>(Otlp::key);
  private final KnownFields severities = new KnownFields();
  private final KnownFields attributes = new KnownFields();
  private final Repeats repeats = new Repeats(); // of the record that is written
  private ProtoWriter out = new ProtoWriter(INITIAL);
  private SpanContext span; // the last, and its fields
  private byte[] spanFields;
  private RepeatedBytes standing; // the scope that out begins with; null for one not known
  private int recordStart;
  private int severity;
  private int omitted;

  public OtlpRecordWriter(RecordBuffer buffer) {
    this.buffer = buffer;
  }

  /** The bytes that a record of the logger {@code name} begins with in the buffer. */
  public static byte[] scope(String name) {
    ProtoWriter scope = new ProtoWriter(64);
    Otlp.writeScope(scope, name);
    return scope.toByteArray();
  }

  @Override
  void start(String scopeName) {
    omitted = 0;
    severity = 0;
    RepeatedBytes scope = scopes.find(scopeName);
    if (scope != null && scope == standing) {
      out.truncate(scope.length()); // it stands there from the last record
    } else {
      writeScope(scopeName, scope);
    }
    repeats.begin(scope);
    recordStart = out.size();
  }

  private void writeScope(String name, RepeatedBytes known) {
    standing = null; // until all of it is there
    out.truncate(0);
    if (known == null) {
      Otlp.writeScope(out, name);
    } else {
      out.append(known.array(), 0, known.length());
    }
    standing = known;
  }

  @Override
  void hold(boolean held) {} // the limit is known, and room is left

  @Override
  void putTimestamp(long epochNanos) {
    if (epochNanos != 0) {
      out.writeFixed64(Otlp.TIME_UNIX_NANO, epochNanos);
    }
  }

  @Override
  void putObservedTimestamp(long epochNanos) {
    if (epochNanos != 0) {
      out.writeFixed64(Otlp.OBSERVED_TIME_UNIX_NANO, epochNanos);
    }
  }

  @Override
  void putSeverity(int number, String text) {
    severity = number;
    byte[] known = severities.find(text, number);
    if (known != null) {
      out.append(known, 0, known.length);
      return;
    }
    int start = out.size();
    if (number != 0) {
      out.writeVarint(Otlp.SEVERITY_NUMBER, number);
    }
    if (!text.isEmpty()) {
      out.writeString(Otlp.SEVERITY_TEXT, text);
    }
    severities.written(text, number, out, start);
  }

  @Override
  void putBody(String text) {
    int utf8Size = Utf8.size(text);
    out.writeLength(Otlp.BODY, ProtoWriter.sizeOfField(Otlp.STRING_VALUE, utf8Size));
    out.writeString(Otlp.STRING_VALUE, text, utf8Size);
  }

  @Override
  boolean putBody(MessageTemplate template, Object[] arguments, WholeNumbers numbers) {
    int start = beginBody();
    if (!template.write(out, arguments, numbers)) {
      out.truncate(start);
      return false;
    }
    endBody(start);
    return true;
  }

  @Override
  void putBody(StringBuilder text) {
    int start = beginBody();
    out.appendText(text);
    endBody(start);
  }

  private int beginBody() {
    return out.skip(BODY_HEADER);
  }

  /** Puts what belongs in front of a body, whose length nobody knew before it was written. */
  private void endBody(int start) {
    int text = start + BODY_HEADER;
    int utf8Size = out.size() - text;
    if (utf8Size <= SHORT_BODY) {
      out.putShortLength(start, Otlp.BODY, utf8Size + 2);
      out.putShortLength(start + 2, Otlp.STRING_VALUE, utf8Size);
      return;
    }
    int field = ProtoWriter.sizeOfField(Otlp.STRING_VALUE, utf8Size);
    int header = ProtoWriter.sizeOfField(Otlp.BODY, field) - utf8Size;
    out.move(text, start + header);
    out.truncate(start);
    out.writeLength(Otlp.BODY, field);
    out.writeLength(Otlp.STRING_VALUE, utf8Size);
    out.skip(utf8Size);
  }

  @Override
  void putEventName(String name) {
    out.writeString(Otlp.EVENT_NAME, name);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the fast way to the same answer
  void putContext(Context context) {
    SpanContext current = Span.fromContext(context).getSpanContext();
    if (current == span) { // a span logs more than once
      if (spanFields.length > 0) {
        out.append(spanFields, 0, spanFields.length);
      }
      return;
    }
    int start = out.size();
    Otlp.writeSpanContext(out, current);
    span = current;
    spanFields = Arrays.copyOfRange(out.array(), start, out.size());
  }

  @Override
  void putText(String name, String value) {
    byte[] known = attributes.find(name, value);
    if (known != null) {
      putKnown(name, known);
      return;
    }
    int utf8Size = Utf8.size(value);
    if (!fits(name, utf8Size)) {
      return;
    }
    int start = out.size();
    byte[] key = keys.find(name);
    if (key != null) {
      Otlp.writeAttribute(out, Otlp.ATTRIBUTES, key, value, utf8Size);
    } else {
      Otlp.writeAttribute(out, Otlp.ATTRIBUTES, name, value, utf8Size);
    }
    attributes.written(name, value, out, start);
  }

  private void putKnown(String name, byte[] attribute) {
    if (fits(name, attribute.length)) {
      out.append(attribute, 0, attribute.length);
    }
  }

  @Override
  void putStackTrace(StackTraces traces, Thrown thrown, RecordLimits limits) {
    int start = out.size();
    int text = start + Otlp.headerSize(Otlp.ATTRIBUTES, STACKTRACE_KEY, USUAL_STACKTRACE);
    out.skip(text - start);
    RepeatedBytes repeated = traces.render(thrown, out, !buffer.keeps());
    int written = out.size() - text;
    int utf8Size = written + length(repeated);
    if (StackTraces.isLong(utf8Size, limits)) {
      if (repeated != null) {
        out.insert(repeated.position(), repeated.array());
      }
      String cut = StackTraces.cut(out, text, limits);
      out.truncate(start);
      putText(STACKTRACE, cut);
      return;
    }
    int header = Otlp.headerSize(Otlp.ATTRIBUTES, STACKTRACE_KEY, utf8Size);
    out.move(text, start + header);
    out.truncate(start);
    if (fits(STACKTRACE, utf8Size)) {
      Otlp.writeHeader(out, Otlp.ATTRIBUTES, STACKTRACE_KEY, utf8Size);
      out.skip(written);
      if (repeated != null) {
        repeated.moveTo(repeated.position() - text + start + header);
        repeats.leaveOut(repeated);
      }
    }
  }

  private static int length(RepeatedBytes bytes) {
    return bytes == null ? 0 : bytes.length();
  }

  @Override
  void putLong(String name, long value) {
    byte[] known = attributes.find(name, value);
    if (known != null) {
      putKnown(name, known);
      return;
    }
    if (!fits(name, Long.BYTES)) {
      return;
    }
    int start = out.size();
    byte[] key = keys.find(name);
    if (key != null) {
      Otlp.writeAttribute(out, Otlp.ATTRIBUTES, key, value);
    } else {
      Otlp.writeAttribute(out, Otlp.ATTRIBUTES, name, value);
    }
    attributes.written(name, value, out, start);
  }

  @Override
  void putDouble(String name, double value) {
    if (fits(name, Double.BYTES)) {
      Otlp.writeAttribute(out, Otlp.ATTRIBUTES, name, value);
    }
  }

  @Override
  void putBoolean(String name, boolean value) {
    if (fits(name, 1)) {
      Otlp.writeAttribute(out, Otlp.ATTRIBUTES, name, value);
    }
  }

  @Override
  void putValue(String name, Value<?> value) {
    if (fits(name, Otlp.sizeOf(value))) {
      Otlp.writeAttribute(out, Otlp.ATTRIBUTES, name, value);
    }
  }

  private boolean fits(String name, int valueSize) {
    boolean fits = Otlp.fits(out, name, valueSize, buffer.maxRecordBytes() - repeats.leftOut());
    if (!fits) {
      omitted++;
    }
    return fits;
  }

  @Override
  boolean finish(int droppedAttributes) {
    if (droppedAttributes + omitted > 0) {
      out.writeVarint(Otlp.DROPPED_ATTRIBUTES_COUNT, droppedAttributes + omitted);
    }
    boolean accepted =
        buffer.offer(
            out.array(), out.size(), recordStart, severity, RecordBuffer.Origin.APPENDER, repeats);
    if (out.array().length > KEPT) {
      standing = null;
      out = new ProtoWriter(INITIAL); // one huge record must not hold its memory for ever
    }
    return accepted;
  }
}
