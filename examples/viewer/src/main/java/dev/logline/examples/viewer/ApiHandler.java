package dev.logline.examples.viewer;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers the page's questions. Nothing is kept for a page: it says what it has, and what it was
 * too slow for shows in the numbers.
 */
final class ApiHandler implements HttpHandler {
  private static final int MAX_RECORDS = 2_000;
  private static final long MAX_BYTES = 1 << 20;
  private static final long MAX_WAIT_MILLIS = 20_000;

  /** Fewer than the server has threads: pages that do not read leave some to the senders. */
  private static final int MAX_ANSWERS = 20;

  private static final int MAX_WAITING = 16;
  private static final Pattern TRACE = Pattern.compile("/api/traces/([0-9a-f]{32})");

  private final Semaphore answers = new Semaphore(MAX_ANSWERS);
  private final Semaphore waiting = new Semaphore(MAX_WAITING);
  private final String instance = UUID.randomUUID().toString();
  private final Store store;
  private final LongSupplier refused;

  ApiHandler(Store store, LongSupplier refused) {
    this.store = store;
    this.refused = refused;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        Answers.text(exchange, 405, exchange.getRequestMethod() + " is not GET");
      } else if (!answers.tryAcquire()) {
        Answers.text(exchange, 503, MAX_ANSWERS + " answers are being given already");
      } else {
        try {
          answer(exchange);
        } finally {
          answers.release();
        }
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Matcher trace = TRACE.matcher(path);
    if (path.equals("/api/records")) {
      records(exchange);
    } else if (path.equals("/api/traces")) {
      Answers.json(
          exchange, json -> TraceListJson.write(all(store.spans), all(store.records), json));
    } else if (trace.matches()) {
      trace(exchange, ByteString.copyFrom(HexFormat.of().parseHex(trace.group(1))));
    } else if (path.equals("/api/metrics")) {
      metrics(exchange);
    } else {
      Answers.text(exchange, 404, "nothing at " + path);
    }
  }

  /** The records after a number, waiting for one if asked to, and the status of all. */
  private void records(HttpExchange exchange) throws IOException {
    long after;
    long wait;
    try {
      after = parameter(exchange, "after");
      wait = Math.min(parameter(exchange, "wait"), MAX_WAIT_MILLIS);
    } catch (NumberFormatException e) {
      Answers.text(exchange, 400, "after and wait are numbers");
      return;
    }
    if (wait > 0 && !await(after, wait)) {
      Answers.text(exchange, 503, MAX_WAITING + " pages are open already");
      return;
    }
    // A page begins with the newest: less than 0 counts from there.
    long from = after < 0 ? store.records.last() + after : after;
    List<Item> items = store.records.after(from, MAX_RECORDS, MAX_BYTES);
    long last = store.records.last();
    Answers.json(
        exchange,
        json -> {
          json.writeStartObject();
          json.writeStringField("instance", instance);
          json.writeNumberField("last", last);
          RecordsJson.write(items, json);
          json.writeFieldName("status");
          StatusJson.write(store, refused.getAsLong(), json);
          json.writeEndObject();
        });
  }

  /** False when too many wait. */
  private boolean await(long after, long millis) {
    if (!waiting.tryAcquire()) {
      return false;
    }
    try {
      store.records.await(after, millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.release();
    }
    return true;
  }

  private void trace(HttpExchange exchange, ByteString id) throws IOException {
    List<Item> spans = store.spans.ofTrace(id);
    List<Item> records = store.records.ofTrace(id);
    Answers.json(exchange, json -> TraceJson.write(spans, records, json));
  }

  private void metrics(HttpExchange exchange) throws IOException {
    List<Series> all = store.metrics.all();
    Answers.json(
        exchange,
        json -> {
          json.writeStartArray();
          for (Series series : all) {
            series.write(json);
          }
          json.writeEndArray();
        });
  }

  private static List<Item> all(ItemRing ring) {
    return ring.after(0, Integer.MAX_VALUE, Long.MAX_VALUE);
  }

  /** 0 when it is not there. */
  private static long parameter(HttpExchange exchange, String name) {
    String query = exchange.getRequestURI().getRawQuery();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          return Long.parseLong(pair.substring(name.length() + 1));
        }
      }
    }
    return 0;
  }
}
