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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The current span in a framework's context map: for the patterns of other appenders, and to bring
 * it to an appender that works on another thread than the one that logged.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/">Trace
 *     context in non-OTLP log formats</a>
 */
public final class TraceKeys {
  static final String TRACE_ID = "trace_id";
  static final String SPAN_ID = "span_id";
  static final String TRACE_FLAGS = "trace_flags";

  /**
   * All three as one text, as in W3C's header of that name: where an id of the application's own
   * stands, which is not to keep the span from an appender that works on another thread.
   */
  private static final String TRACEPARENT = "logline.traceparent";

  private static final Pattern PARENT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  private TraceKeys() {}

  /** Whether {@code key} is one of those that are fields of a record and not attributes. */
  public static boolean contains(String key) {
    return isId(key) || TRACEPARENT.equals(key);
  }

  /** Whether {@code key} is one of the three that everybody may look for. */
  static boolean isId(String key) {
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
      case TRACE_FLAGS -> span.getTraceFlags().asHex().equals(value);
      default -> true;
    };
  }

  /** The current span, or null where there is none. */
  private static SpanContext current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? span : null;
  }

  /** Whether an id of the application's own is in the context map, where it stands. */
  private static boolean isOwn(String traceId, SpanContext span) {
    return traceId != null && !traceId.equals(span.getTraceId());
  }

  /**
   * {@code map}, which may be null and is not changed any more, with the current span; as it is
   * without one.
   */
  public static Map<String, String> addTo(Map<String, String> map) {
    SpanContext span = current();
    if (span == null) {
      return map;
    }
    Map<String, String> plain = map == null ? Collections.emptyMap() : map;
    return new TracedMap(plain, span, !isOwn(plain.get(TRACE_ID), span));
  }

  /**
   * What the current span adds to a context map of texts; nothing without one.
   *
   * @param present what the application has in it
   */
  public static Map<String, String> entries(UnaryOperator<String> present) {
    SpanContext span = current();
    if (span == null) {
      return Map.of();
    }
    String traceId = span.getTraceId();
    String spanId = span.getSpanId();
    String flags = span.getTraceFlags().asHex();
    return isOwn(present.apply(TRACE_ID), span)
        ? Map.of(TRACEPARENT, "00-" + traceId + "-" + spanId + "-" + flags)
        : Map.of(TRACE_ID, traceId, SPAN_ID, spanId, TRACE_FLAGS, flags);
  }

  /**
   * The context of the span that {@link #entries} or {@link #addTo} had put there, as {@code
   * lookup} finds it; the root without one. Ids without flags are the application's own.
   */
  public static Context context(UnaryOperator<String> lookup) {
    String parent = lookup.apply(TRACEPARENT);
    if (parent != null) {
      Matcher parts = PARENT.matcher(parent);
      return parts.matches()
          ? context(parts.group(1), parts.group(2), parts.group(3))
          : Context.root();
    }
    return context(lookup.apply(TRACE_ID), lookup.apply(SPAN_ID), lookup.apply(TRACE_FLAGS));
  }

  private static Context context(String traceId, String spanId, String flags) {
    boolean valid =
        traceId != null
            && spanId != null
            && flags != null
            && TraceId.isValid(traceId)
            && SpanId.isValid(spanId)
            && flags.matches("[0-9a-f]{2}");
    return valid
        ? RecordReplay.context(traceId, spanId, TraceFlags.fromHex(flags, 0).asByte())
        : Context.root();
  }
}
