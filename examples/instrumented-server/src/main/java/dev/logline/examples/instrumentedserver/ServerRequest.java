package dev.logline.examples.instrumentedserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the parameter and answers {@code served}; with none, an error. */
final class ServerRequest implements HttpHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(ServerRequest.class);
  private static final String PARAM = "param=";

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String param = param(exchange.getRequestURI().getRawQuery());
      if (param == null) {
        LOGGER.error("there is no param");
        answer(exchange, 500, "no param");
      } else {
        LOGGER.info("param is {}", param);
        answer(exchange, 200, "served");
      }
    }
  }

  private static String param(String query) {
    return query != null && query.startsWith(PARAM)
        ? URLDecoder.decode(query.substring(PARAM.length()), UTF_8)
        : null;
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
