package dev.logline.examples.instrumentedserver;

import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.semconv.ClientAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.NetworkAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import io.opentelemetry.semconv.UserAgentAttributes;
import java.net.URI;

/** A request in the semantic conventions for HTTP servers. */
final class RequestAttributes {
  private RequestAttributes() {}

  static Attributes of(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    String client = exchange.getRemoteAddress().getAddress().getHostAddress();
    AttributesBuilder attributes =
        Attributes.builder()
            .put(HttpAttributes.HTTP_REQUEST_METHOD, exchange.getRequestMethod())
            .put(HttpAttributes.HTTP_ROUTE, exchange.getHttpContext().getPath())
            .put(UrlAttributes.URL_SCHEME, "http")
            .put(UrlAttributes.URL_PATH, uri.getRawPath())
            .put(ClientAttributes.CLIENT_ADDRESS, client)
            .put(NetworkAttributes.NETWORK_PEER_ADDRESS, client)
            .put(NetworkAttributes.NETWORK_PEER_PORT, exchange.getRemoteAddress().getPort())
            .put(
                NetworkAttributes.NETWORK_PROTOCOL_VERSION,
                exchange.getProtocol().substring("HTTP/".length()));
    if (uri.getRawQuery() != null) {
      attributes.put(UrlAttributes.URL_QUERY, uri.getRawQuery());
    }
    String userAgent = exchange.getRequestHeaders().getFirst("User-Agent");
    if (userAgent != null) {
      attributes.put(UserAgentAttributes.USER_AGENT_ORIGINAL, userAgent);
    }
    putServer(attributes, exchange.getRequestHeaders().getFirst("Host"));
    return attributes.build();
  }

  /** What the client called the server by. */
  private static void putServer(AttributesBuilder attributes, String host) {
    if (host == null) {
      return;
    }
    URI authority = URI.create("http://" + host);
    if (authority.getHost() != null) {
      attributes.put(ServerAttributes.SERVER_ADDRESS, authority.getHost());
      attributes.put(
          ServerAttributes.SERVER_PORT, authority.getPort() < 0 ? 80 : authority.getPort());
    }
  }
}
