package dev.logline.examples.viewer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Serves the page and its files, from memory and from a list: no path leads elsewhere. */
final class PageHandler implements HttpHandler {
  private static final String HTML = "index.html";
  private static final Set<String> FILES =
      Set.of(
          HTML,
          "icon.svg",
          "style.css",
          "chart.js",
          "details.js",
          "dom.js",
          "filters.js",
          "keys.js",
          "list.js",
          "losses.js",
          "main.js",
          "metrics.js",
          "otlp.js",
          "records.js",
          "records-view.js",
          "trace.js",
          "traces.js",
          "waterfall.js");

  /** The addresses of the page's views; which of them it is, the page sees itself. */
  private static final Pattern VIEWS =
      Pattern.compile("/|/traces|/traces/[0-9a-f]{32}|/records/\\d{1,18}|/metrics|/losses");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final Map<String, byte[]> files = new HashMap<>();

  PageHandler() throws IOException {
    for (String file : FILES) {
      try (InputStream in = PageHandler.class.getResourceAsStream("page/" + file)) {
        if (in == null) {
          throw new FileNotFoundException("page/" + file);
        }
        files.put(file, in.readAllBytes());
      }
    }
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().getPath();
      String file = VIEWS.matcher(path).matches() ? HTML : path.substring(1);
      if (!method.equals("GET") && !method.equals("HEAD")) {
        Answers.text(exchange, 405, method + " is neither GET nor HEAD");
      } else if (!files.containsKey(file)) {
        Answers.text(exchange, 404, "nothing at " + path);
      } else {
        String type = TYPES.get(file.substring(file.lastIndexOf('.') + 1));
        Answers.bytes(exchange, 200, type, files.get(file));
      }
    }
  }
}
