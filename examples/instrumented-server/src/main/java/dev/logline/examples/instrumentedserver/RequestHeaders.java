package dev.logline.examples.instrumentedserver;

import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.context.propagation.TextMapGetter;

/** Where a propagator finds the caller's context: in the headers of the request. */
enum RequestHeaders implements TextMapGetter<HttpExchange> {
  GETTER;

  @Override
  public String get(HttpExchange exchange, String header) {
    return exchange == null ? null : exchange.getRequestHeaders().getFirst(header);
  }
}
