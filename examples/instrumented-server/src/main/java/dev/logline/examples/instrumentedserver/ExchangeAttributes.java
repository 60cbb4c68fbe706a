package dev.logline.examples.instrumentedserver;

import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.instrumentation.api.semconv.http.HttpServerAttributesGetter;
import java.net.InetSocketAddress;
import java.util.List;

/** Where the instrumentation API finds what it wants to know of a request and its answer. */
final class ExchangeAttributes implements HttpServerAttributesGetter<HttpExchange, HttpExchange> {
  @Override
  public String getHttpRequestMethod(HttpExchange exchange) {
    return exchange.getRequestMethod();
  }

  @Override
  public List<String> getHttpRequestHeader(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getOrDefault(name, List.of());
  }

  @Override
  public Integer getHttpResponseStatusCode(
      HttpExchange exchange, HttpExchange answer, Throwable error) {
    return answer.getResponseCode() < 0 ? null : answer.getResponseCode();
  }

  @Override
  public List<String> getHttpResponseHeader(
      HttpExchange exchange, HttpExchange answer, String name) {
    return answer.getResponseHeaders().getOrDefault(name, List.of());
  }

  @Override
  public String getHttpRoute(HttpExchange exchange) {
    return exchange.getHttpContext().getPath();
  }

  @Override
  public String getUrlScheme(HttpExchange exchange) {
    return "http";
  }

  @Override
  public String getUrlPath(HttpExchange exchange) {
    return exchange.getRequestURI().getRawPath();
  }

  @Override
  public String getUrlQuery(HttpExchange exchange) {
    return exchange.getRequestURI().getRawQuery();
  }

  @Override
  public String getNetworkProtocolName(HttpExchange exchange, HttpExchange answer) {
    return "http";
  }

  @Override
  public String getNetworkProtocolVersion(HttpExchange exchange, HttpExchange answer) {
    return exchange.getProtocol().substring("HTTP/".length());
  }

  @Override
  public InetSocketAddress getNetworkPeerInetSocketAddress(
      HttpExchange exchange, HttpExchange answer) {
    return exchange.getRemoteAddress();
  }
}
