package dev.logline.examples.ping;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code /ping}, in a span that is the caller's child; 500 where a store is away. */
final class PingHandler implements HttpHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(PingHandler.class);

  private final Tracer tracer;
  private final Answering answering;

  PingHandler(Tracer tracer, Answering answering) {
    this.tracer = tracer;
    this.answering = answering;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      // 1. The caller's context, from the header.
      String header = exchange.getRequestHeaders().getFirst(Traceparent.HEADER);
      Context caller = Traceparent.extract(Context.root(), header);
      // 2. A span of this service, its child.
      SpanBuilder span =
          tracer
              .spanBuilder("GET /ping")
              .setParent(caller)
              .setSpanKind(SpanKind.SERVER)
              .setAttribute(HttpAttributes.HTTP_REQUEST_METHOD, exchange.getRequestMethod())
              .setAttribute(HttpAttributes.HTTP_ROUTE, "/ping")
              .setAttribute(UrlAttributes.URL_SCHEME, "http")
              .setAttribute(UrlAttributes.URL_PATH, exchange.getRequestURI().getRawPath());
      // 3. All that happens meanwhile is in it.
      Spans.in(span, () -> serve(exchange));
    } catch (RuntimeException e) {
      // It is in the span, the log and the answer; the server goes on.
    }
  }

  private Void serve(HttpExchange exchange) throws IOException {
    LOGGER.info("ping received");
    try {
      answer(exchange, 200, answering.answer(sender(exchange)));
    } catch (RuntimeException e) {
      LOGGER.error("ping was not answered", e);
      answer(exchange, 500, "no pong");
      throw e;
    }
    return null;
  }

  private static String sender(HttpExchange exchange) {
    return exchange.getRemoteAddress().getAddress().getHostAddress();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    Span.current().setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, status);
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
