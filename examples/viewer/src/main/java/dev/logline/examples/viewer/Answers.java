package dev.logline.examples.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.logline.examples.receiver.OtlpJson;
import java.io.BufferedOutputStream;
import java.io.IOException;

/** Writes answers, each with the headers that keep a page to itself. */
final class Answers {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Writes the body of an answer. */
  interface Json {
    void write(JsonGenerator json) throws IOException;
  }

  private Answers() {}

  static void bytes(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    headers(exchange, type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  static void text(HttpExchange exchange, int status, String text) throws IOException {
    bytes(exchange, status, "text/plain; charset=utf-8", (text + "\n").getBytes(UTF_8));
  }

  /** Answers in pieces: the whole may be long. */
  static void json(HttpExchange exchange, Json body) throws IOException {
    headers(exchange, "application/json");
    exchange.sendResponseHeaders(200, 0);
    try (var out = new BufferedOutputStream(exchange.getResponseBody(), 1 << 16);
        var json = OtlpJson.generator(out)) {
      body.write(json);
    }
  }

  private static void headers(HttpExchange exchange, String type) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }
}
