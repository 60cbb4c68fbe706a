package dev.logline.benchmarks.speed.program;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.function.Supplier;

/** What a log call finds around it, and carries. */
public enum Shape {
  /** A message with two parameters. */
  PLAIN("plain"),
  /** With four entries in the MDC or {@code ThreadContext}. */
  MDC("MDC of 4"),
  /** Inside a sampled span. */
  SPAN("in a span"),
  /** With a throwable of 22 frames and a cause. */
  EXCEPTION("exception"),
  /** With parameters that are texts both, of which java.util.logging makes a message faster. */
  TEXTS("texts only");

  private static final Map<String, String> ENTRIES =
      Map.of(
          "user", "u-4711",
          "tenant", "example",
          "request", "5f2d9c1e-7b1a",
          "region", "eu-central-1");

  private static final Span SAMPLED =
      Span.wrap(
          SpanContext.create(
              "0af7651916cd43dd8448eb211c80319c",
              "b7ad6b7169203331",
              TraceFlags.getSampled(),
              TraceState.getDefault()));

  private final String label;

  Shape(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  /** Whether such calls are measured: java.util.logging alone has no MDC, and is slow to format. */
  public boolean isOf(Framework framework) {
    return switch (this) {
      case MDC -> framework != Framework.JUL;
      case TEXTS -> framework == Framework.JUL;
      case PLAIN, SPAN, EXCEPTION -> true;
    };
  }

  /** Does that on the current thread. */
  <T> T around(FrameworkLogger logger, Supplier<T> task) {
    return switch (this) {
      case PLAIN, EXCEPTION, TEXTS -> task.get();
      case MDC -> {
        logger.context(ENTRIES);
        try {
          yield task.get();
        } finally {
          logger.context(Map.of());
        }
      }
      case SPAN -> Context.current().with(SAMPLED).wrapSupplier(task).get();
    };
  }
}
