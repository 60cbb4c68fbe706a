package dev.logline.examples.instrumentedserver;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import java.io.IOException;

/** A span around each request but those for {@code /health}, all of it by hand. */
final class ManualTracing extends Filter {
  private final Tracer tracer;
  private final TextMapPropagator propagator;

  ManualTracing(OpenTelemetry openTelemetry) {
    tracer = openTelemetry.getTracer("instrumented-server");
    propagator = openTelemetry.getPropagators().getTextMapPropagator();
  }

  @Override
  public String description() {
    return "a span around each request";
  }

  @Override
  @SuppressWarnings("try") // the scope is there to be closed
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    String route = exchange.getHttpContext().getPath();
    if (route.equals("/health")) {
      chain.doFilter(exchange);
      return;
    }
    // 1. Whose child the span is: what the caller has put into the headers.
    Context caller = propagator.extract(Context.current(), exchange, RequestHeaders.GETTER);
    // 2. The span, with what is known of the request.
    Span span =
        tracer
            .spanBuilder(exchange.getRequestMethod() + " " + route)
            .setParent(caller)
            .setSpanKind(SpanKind.SERVER)
            .setAllAttributes(RequestAttributes.of(exchange))
            .startSpan();
    // 3. Current while the request is served, so that records find it.
    try (Scope scope = span.makeCurrent()) {
      chain.doFilter(exchange);
      // 4. What became of it.
      int status = exchange.getResponseCode();
      span.setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, status);
      if (status >= 500) {
        span.setAttribute(ErrorAttributes.ERROR_TYPE, Integer.toString(status));
        span.setStatus(StatusCode.ERROR);
      }
    } catch (IOException | RuntimeException | Error e) {
      span.setAttribute(ErrorAttributes.ERROR_TYPE, e.getClass().getName());
      span.setStatus(StatusCode.ERROR);
      span.recordException(e);
      throw e;
    } finally {
      span.end();
    }
  }
}
