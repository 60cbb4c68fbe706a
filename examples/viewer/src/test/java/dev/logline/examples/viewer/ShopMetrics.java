package dev.logline.examples.viewer;

import static dev.logline.examples.viewer.Sender.attribute;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;

/** What the services of the shop measured in five minutes, and that one of them lost 12 records. */
final class ShopMetrics {
  private static final long MILLI = 1_000_000L;

  private final Sender checkout;
  private final Sender stock;
  private final long now;

  ShopMetrics(Sender checkout, Sender stock, long now) {
    this.checkout = checkout;
    this.stock = stock;
    this.now = now;
  }

  void send() {
    for (int i = 0; i < 30; i++) {
      long at = now - (30 - i) * 10_000L * MILLI;
      double wave = Math.sin(i / 4.0);
      checkout.metrics(
          sum("shop.orders", "{order}", at, 7L * i + Math.round(3 * wave), null),
          gauge("jvm.memory.used", "By", at, 90e6 + 30e6 * ((i * 7) % 10) / 10, "heap"),
          gauge("jvm.memory.used", "By", at, 41e6 + 9e5 * i, "non_heap"),
          gauge("jvm.thread.count", "{thread}", at, 24 + Math.rint(3 * wave), null),
          histogram(at, 6L * i + 1, 0.184 * (6 * i + 1) * (1 + 0.2 * wave)),
          sum("otel.sdk.processor.log.processed", "{log_record}", at, 128L * i, null),
          sum(
              "otel.sdk.processor.log.processed",
              "{log_record}",
              at,
              i < 20 ? 0 : 12,
              "queue_full"));
      stock.metrics(
          gauge("stock.shelf.free", "{slot}", at, 400 - 9 * i % 120, null),
          sum("stock.reads", "{read}", at, 31L * i + Math.round(20 * wave), null));
    }
  }

  private static Metric gauge(String name, String unit, long at, double value, String type) {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder().setTimeUnixNano(at).setAsDouble(value);
    if (type != null) {
      point.addAttributes(attribute("jvm.memory.type", type));
    }
    return Metric.newBuilder()
        .setName(name)
        .setUnit(unit)
        .setGauge(Gauge.newBuilder().addDataPoints(point))
        .build();
  }

  private static Metric sum(String name, String unit, long at, long value, String error) {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder().setTimeUnixNano(at).setAsInt(value);
    if (error != null) {
      point.addAttributes(attribute("error.type", error));
    }
    return Metric.newBuilder()
        .setName(name)
        .setUnit(unit)
        .setSum(
            Sum.newBuilder()
                .setIsMonotonic(true)
                .setAggregationTemporality(
                    AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(point))
        .build();
  }

  private static Metric histogram(long at, long count, double sum) {
    return Metric.newBuilder()
        .setName("http.server.request.duration")
        .setUnit("s")
        .setHistogram(
            Histogram.newBuilder()
                .setAggregationTemporality(
                    AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(
                    HistogramDataPoint.newBuilder()
                        .setTimeUnixNano(at)
                        .setCount(count)
                        .setSum(sum)))
        .build();
  }
}
