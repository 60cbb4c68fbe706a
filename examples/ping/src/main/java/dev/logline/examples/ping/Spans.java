package dev.logline.examples.ping;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.semconv.ErrorAttributes;

/** A span around a lambda. */
final class Spans {
  private Spans() {}

  /** Something that is done in a span. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /**
   * Does the work with the span current, and ends it.
   *
   * <p>What the work throws is an exception in the span, whose status becomes ERROR.
   */
  @SuppressWarnings("try") // the scope is there to be closed
  static <T, E extends Exception> T in(SpanBuilder builder, Work<T, E> work) throws E {
    Span span = builder.startSpan();
    try (Scope scope = span.makeCurrent()) {
      return work.run();
    } catch (Throwable e) {
      span.recordException(e);
      span.setAttribute(ErrorAttributes.ERROR_TYPE, e.getClass().getName());
      span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
      throw e;
    } finally {
      span.end();
    }
  }
}
