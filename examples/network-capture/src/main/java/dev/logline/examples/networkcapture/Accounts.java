package dev.logline.examples.networkcapture;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logline.network.NetworkCapture;
import dev.logline.network.NetworkCaptureFilter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Knows everybody: an HTTP server of the JDK's, on a free port. */
final class Accounts {
  private Accounts() {}

  static URI start(NetworkCapture capture) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    HttpContext context = server.createContext("/tokens", Accounts::answer);
    context.getFilters().add(new NetworkCaptureFilter(capture));
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tokens");
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String question = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      boolean known = question.contains("\"password\":\"hunter2\"");
      byte[] answer =
          (known ? "{\"name\":\"Ann\",\"token\":\"t-4711\"}" : "{\"error\":\"no such user\"}")
              .getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.getResponseHeaders().set("Set-Cookie", "session=s-4711");
      exchange.sendResponseHeaders(known ? 200 : 403, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
