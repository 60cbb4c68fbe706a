package dev.logline.examples.quickstart;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A program whose three parts log through three frameworks, inside of spans and outside, and which
 * has no line of code that sets up any of it: see logback.xml, log4j2.xml and logging.properties.
 *
 * <p>A day makes 27 log records and 6 spans. Each record begins with its number, and after each day
 * the program prints how many it has logged, so that one can tell whether all arrived.
 */
public final class Shop {
  private static final int ORDERS_PER_DAY = 6;

  private final Orders orders = new Orders();
  private final Payments payments = new Payments();
  private final Parcels parcels = new Parcels();

  // After the first logger: its appender made this ready.
  private final Tracer tracer = GlobalOpenTelemetry.getTracer("shop");
  private final Meter meter = GlobalOpenTelemetry.getMeter("shop");

  private final LongCounter ordered =
      meter.counterBuilder("shop.orders").setUnit("{order}").build();
  private final DoubleCounter revenue =
      meter.counterBuilder("shop.revenue").ofDoubles().setUnit("EUR").build();
  private final LongUpDownCounter waiting =
      meter.upDownCounterBuilder("shop.parcels.waiting").setUnit("{parcel}").build();
  private final LongHistogram duration =
      meter.histogramBuilder("shop.order.duration").ofLongs().setUnit("us").build();

  private int logged;
  private int order;

  private Shop() {}

  /** One day; or, with {@code --forever}, one each second until its standard input ends. */
  public static void main(String[] args) throws InterruptedException {
    Shop shop = new Shop();
    shop.day();
    if (List.of(args).contains("--forever")) {
      CountDownLatch closing = endOfInput();
      while (!closing.await(1, TimeUnit.SECONDS)) {
        shop.day();
      }
    }
  }

  private void day() {
    orders.open(next());
    payments.open(next());
    parcels.open(next());
    for (int i = 0; i < ORDERS_PER_DAY; i++) {
      serve(++order);
    }
    orders.count(next());
    payments.count(next());
    parcels.count(next());
    orders.close(next());
    payments.close(next());
    parcels.close(next());
    System.out.println("logged " + logged);
  }

  @SuppressWarnings("try") // the scope is there to be closed
  private void serve(int order) {
    long start = System.nanoTime();
    Span span = tracer.spanBuilder("order").setAttribute("order.id", order).startSpan();
    try (Scope scope = span.makeCurrent()) {
      orders.take(next(), order);
      ordered.add(1);
      waiting.add(1);
      payments.charge(next(), order);
      revenue.add(9.90);
      parcels.send(next(), order);
      waiting.add(-1);
    } finally {
      span.end();
      duration.record(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
    }
  }

  private int next() {
    return ++logged;
  }

  private static CountDownLatch endOfInput() {
    CountDownLatch end = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } finally {
                end.countDown();
              }
            },
            "input");
    reader.setDaemon(true);
    reader.start();
    return end;
  }
}
