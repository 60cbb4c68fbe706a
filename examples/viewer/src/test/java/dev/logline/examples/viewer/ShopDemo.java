package dev.logline.examples.viewer;

import static dev.logline.examples.viewer.Sender.attribute;
import static dev.logline.examples.viewer.Sender.id;
import static dev.logline.examples.viewer.Sender.record;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;

/** What a shop of three services sends: orders, of which one fails, and their metrics. */
final class ShopDemo {
  /** The trace of the order that fails. */
  static final String FAILED = "5b8efff798038103d269b633813fc60c";

  private static final long MILLI = 1_000_000L;
  private static final int TRACE = 1;
  private static final int DEBUG = 5;
  private static final int INFO = 9;
  private static final int WARN = 13;
  private static final int ERROR = 17;
  private static final int FATAL = 21;
  private static final int CLIENT = Span.SpanKind.SPAN_KIND_CLIENT_VALUE;
  private static final int SERVER = Span.SpanKind.SPAN_KIND_SERVER_VALUE;

  private final Sender checkout;
  private final Sender payment;
  private final Sender stock;
  private final long now;

  ShopDemo(String endpoint, long nowNanos) {
    checkout = new Sender(endpoint, "checkout");
    payment = new Sender(endpoint, "payment");
    stock = new Sender(endpoint, "stock");
    now = nowNanos;
  }

  void send(int orders) {
    new ShopMetrics(checkout, stock, now).send();
    checkout.logs(
        "shop.Checkout", record(now - 60_000 * MILLI, DEBUG, "reading prices.csv").build());
    for (int i = 0; i < orders; i++) {
      String trace = "%016x%016x".formatted(0x7c3a91e5d0b84f27L * (i + 3), i + 1L);
      order(trace, i + 1041, now - (orders - i) * 900L * MILLI, false);
    }
    order(FAILED, orders + 1041, now - 400 * MILLI, true);
    stock.logs(
        "stock.Shelves", record(now - 100 * MILLI, TRACE, "compacting, 3 of 9 pages free").build());
    checkout.logs(
        "shop.Main",
        record(now - 40 * MILLI, FATAL, "the disk is full, taking no more orders").build());
  }

  private void order(String trace, int number, long start, boolean fails) {
    String root = span(trace, 1);
    checkout.spans(
        span(trace, root, "", "POST /orders", SERVER, start, fails ? 184 : 171 + number % 7, fails),
        span(trace, span(trace, 2), root, "validate basket", 1, start + 3 * MILLI, 14, false),
        span(trace, span(trace, 3), root, "GET stock", CLIENT, start + 19 * MILLI, 46, false),
        span(trace, span(trace, 5), root, "POST payment", CLIENT, start + 70 * MILLI, 98, fails));
    stock.spans(
        span(
            trace,
            span(trace, 4),
            span(trace, 3),
            "GET /stock",
            SERVER,
            start + 24 * MILLI,
            33,
            false),
        span(
            trace,
            span(trace, 7),
            span(trace, 4),
            "SELECT shelf",
            CLIENT,
            start + 29 * MILLI,
            21,
            false));
    payment.spans(
        span(
            trace,
            span(trace, 6),
            span(trace, 5),
            "POST /payments",
            SERVER,
            start + 76 * MILLI,
            86,
            fails));
    log(checkout, "shop.Checkout", trace, 1, start + 2 * MILLI, INFO, "order " + number + " taken");
    log(checkout, "shop.Basket", trace, 2, start + 11 * MILLI, DEBUG, "3 articles, 59.70 EUR");
    log(stock, "stock.Shelves", trace, 7, start + 47 * MILLI, INFO, "3 of 3 on the shelf");
    if (fails) {
      log(
          payment,
          "payment.Cards",
          trace,
          6,
          start + 118 * MILLI,
          WARN,
          "the bank is slow, 40 ms so far");
      payment.logs(
          "payment.Cards",
          record(start + 157 * MILLI, ERROR, "order " + number + " not paid: the card was declined")
              .setTraceId(id(trace))
              .setSpanId(id(span(trace, 6)))
              .setSeverityText("ERROR")
              .addAttributes(attribute("order.id", Integer.toString(number)))
              .addAttributes(attribute("thread.name", "http-7"))
              .addAttributes(attribute("exception.type", "payment.DeclinedException"))
              .addAttributes(attribute("exception.message", "51: insufficient funds"))
              .addAttributes(
                  attribute(
                      "exception.stacktrace",
                      """
                      payment.DeclinedException: 51: insufficient funds
                      \tat payment.Cards.charge(Cards.java:88)
                      \tat payment.Payments.post(Payments.java:41)
                      Caused by: java.io.IOException: 402
                      \t... 2 more
                      """))
              .build());
      log(
          checkout,
          "shop.Checkout",
          trace,
          1,
          start + 176 * MILLI,
          WARN,
          "order " + number + " is put back");
    } else {
      log(
          payment,
          "payment.Cards",
          trace,
          6,
          start + 149 * MILLI,
          INFO,
          "order " + number + " paid");
    }
  }

  private static void log(
      Sender from, String logger, String trace, int span, long at, int severity, String body) {
    LogRecord.Builder record =
        record(at, severity, body)
            .setTraceId(id(trace))
            .setSpanId(id(span(trace, span)))
            .addAttributes(attribute("thread.name", "http-7"));
    from.logs(logger, record.build());
  }

  private static String span(String trace, int number) {
    return trace.substring(0, 15) + number;
  }

  private static Span span(
      String trace,
      String span,
      String parent,
      String name,
      int kind,
      long start,
      int millis,
      boolean fails) {
    Span.Builder builder =
        Span.newBuilder()
            .setTraceId(id(trace))
            .setSpanId(id(span))
            .setParentSpanId(id(parent))
            .setName(name)
            .setKindValue(kind)
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + millis * MILLI)
            .addAttributes(attribute("http.route", "/orders"));
    if (fails) {
      builder.setStatus(
          Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage("declined"));
    }
    return builder.build();
  }
}
