package dev.logline.examples.instrumentedserver;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** The server itself, the same in all three ways; it knows nothing of telemetry. */
final class Application {
  /** The port that people use; tests ask for any that is free. */
  static final int DEFAULT_PORT = 8082;

  static final String LISTENING = "listening on ";

  private Application() {}

  /**
   * Serves until the process ends.
   *
   * @param args the port, 0 for any that is free; 8082 by default
   * @param filters what each request goes through first
   */
  static void serve(String[] args, Filter... filters) throws IOException {
    int port = args.length == 0 ? DEFAULT_PORT : Integer.parseInt(args[0]);
    InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    ServerRequest serverRequest = new ServerRequest();
    server.createContext("/server_request", serverRequest).getFilters().addAll(List.of(filters));
    server.createContext("/health", Application::healthy).getFilters().addAll(List.of(filters));
    server.start();
    System.out.println(LISTENING + "http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static void healthy(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(204, -1);
    }
  }
}
