package dev.logline.examples.ping;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The context of a trace in the header {@code traceparent}, as W3C Trace Context has it: version,
 * trace id, span id and flags.
 *
 * <p>{@code W3CTraceContextPropagator} does the same, and {@code tracestate} too.
 */
final class Traceparent {
  static final String HEADER = "traceparent";

  private static final Pattern FORMAT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  private Traceparent() {}

  /** The header's value for the span that is current in a context; null where there is none. */
  static String inject(Context context) {
    // 1. The caller's span, of which the other service's will be a child.
    SpanContext caller = Span.fromContext(context).getSpanContext();
    if (!caller.isValid()) {
      return null;
    }
    // 2. Its ids, and whether it is sampled.
    return "00-"
        + caller.getTraceId()
        + "-"
        + caller.getSpanId()
        + "-"
        + caller.getTraceFlags().asHex();
  }

  /** A context whose current span is the caller's; the given one where the header says nothing. */
  static Context extract(Context context, String header) {
    // 1. What is not of the format begins a trace of its own.
    Matcher matcher = FORMAT.matcher(header == null ? "" : header);
    if (!matcher.matches()) {
      return context;
    }
    // 2. The caller's span, which lives in another process.
    SpanContext caller =
        SpanContext.createFromRemoteParent(
            matcher.group(1),
            matcher.group(2),
            TraceFlags.fromHex(matcher.group(3), 0),
            TraceState.getDefault());
    // 3. Current, so that the next span is its child.
    return caller.isValid() ? context.with(Span.wrap(caller)) : context;
  }
}
