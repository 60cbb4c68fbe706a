package dev.logline.logrecord;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import java.util.Collections;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The current span in a framework's context map: for the patterns of other appenders, and to bring
 * it to an appender that works on another thread than the one that logged.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/">Trace
 *     context in non-OTLP log formats</a>
 */
public final class TraceKeys {
  public static final String TRACE_ID = "trace_id";
  public static final String SPAN_ID = "span_id";
  public static final String TRACE_FLAGS = "trace_flags";

  private TraceKeys() {}

  /** Whether {@code key} is one of the three, which are fields of a record and not attributes. */
  public static boolean contains(String key) {
    return key != null && (key.equals(TRACE_ID) || key.equals(SPAN_ID) || key.equals(TRACE_FLAGS));
  }

  /**
   * Whether {@code value} is what the fields of a record of {@code span} have already; other values
   * under those names are the application's own.
   */
  public static boolean isOf(SpanContext span, String key, Object value) {
    if (!span.isValid() || !contains(key)) {
      return false;
    }
    return switch (key) {
      case TRACE_ID -> span.getTraceId().equals(value);
      case SPAN_ID -> span.getSpanId().equals(value);
      default -> span.getTraceFlags().asHex().equals(value);
    };
  }

  /**
   * The current span, or null where there is none or where an id of the application's own stands.
   *
   * @param presentTraceId what is under {@link #TRACE_ID} in the context map, or null
   */
  public static SpanContext current(Object presentTraceId) {
    SpanContext span = Span.current().getSpanContext();
    boolean stands = presentTraceId != null && !presentTraceId.equals(span.getTraceId());
    return span.isValid() && !stands ? span : null;
  }

  /**
   * {@code map}, which may be null and is not changed any more, with the ids of {@link #current};
   * as it is without one.
   */
  public static Map<String, String> addTo(Map<String, String> map) {
    SpanContext span = current(map == null ? null : map.get(TRACE_ID));
    if (span == null) {
      return map;
    }
    return new TracedMap(map == null ? Collections.emptyMap() : map, span);
  }

  /** The context of the ids that {@code lookup} finds, or the root where they are not valid. */
  public static Context context(UnaryOperator<String> lookup) {
    String traceId = lookup.apply(TRACE_ID);
    String spanId = lookup.apply(SPAN_ID);
    if (traceId == null || spanId == null || !TraceId.isValid(traceId) || !SpanId.isValid(spanId)) {
      return Context.root();
    }
    return RecordReplay.context(traceId, spanId, flags(lookup.apply(TRACE_FLAGS)));
  }

  private static byte flags(String hex) {
    boolean isByte = hex != null && hex.matches("[0-9a-f]{2}");
    return isByte ? TraceFlags.fromHex(hex, 0).asByte() : 0;
  }
}
