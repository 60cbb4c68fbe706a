package dev.logline.network;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import java.io.IOException;

/** What an application has that traces its server. */
final class ServerSpans extends Filter {
  @Override
  public String description() {
    return "a span around each exchange";
  }

  @Override
  @SuppressWarnings("try") // the scope is there to be closed
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Span span =
        CaptureFixture.tracer().spanBuilder("server").setSpanKind(SpanKind.SERVER).startSpan();
    try (Scope scope = span.makeCurrent()) {
      chain.doFilter(exchange);
    } finally {
      span.end();
    }
  }
}
