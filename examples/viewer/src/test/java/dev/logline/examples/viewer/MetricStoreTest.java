package dev.logline.examples.viewer;

import static dev.logline.examples.viewer.Sender.attribute;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.logline.examples.receiver.OtlpJson;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

final class MetricStoreTest {
  private static final Origin ORIGIN =
      new Origin(
          Resource.newBuilder().addAttributes(attribute("service.name", "shop")).build(),
          InstrumentationScope.getDefaultInstance());

  private final MetricStore store = new MetricStore(16 << 20);

  @Test
  void keepsTheNewestPointsOfEachSeries() throws Exception {
    for (int i = 0; i < Series.MAX_POINTS + 5; i++) {
      store.add(ORIGIN, gauge("a", "x", i));
    }
    store.add(ORIGIN, gauge("a", "y", Double.NaN));

    assertThat(store.all()).hasSize(2);
    JsonNode x = json(store.all().get(0));
    assertThat(x.get("millis")).hasSize(Series.MAX_POINTS);
    assertThat(x.get("values").get(0).asDouble()).isEqualTo(5);
    assertThat(x.get("attributes").toString()).contains("\"stringValue\":\"x\"");
    assertThat(x.get("service").asText()).isEqualTo("shop");
    assertThat(json(store.all().get(1)).get("values").get(0).isNull()).isTrue();
    assertThat(store.points()).isEqualTo(Series.MAX_POINTS + 6);
  }

  @Test
  void forgetsTheSeriesThatWasToldOfLongestAgo() {
    for (int i = 0; i < MetricStore.MAX_SERIES; i++) {
      store.add(ORIGIN, gauge("metric " + i, "x", i));
    }
    store.add(ORIGIN, gauge("metric 0", "x", 7));
    store.add(ORIGIN, gauge("one more", "x", 7));

    assertThat(store.size()).isEqualTo(MetricStore.MAX_SERIES);
    assertThat(store.evicted()).isEqualTo(1);
    assertThat(store.all())
        .extracting(series -> series.key.name())
        .contains("metric 0", "one more")
        .doesNotContain("metric 1");
  }

  @Test
  void keepsNoMoreBytesThanItMay() {
    MetricStore small = new MetricStore(100_000);

    for (int i = 0; i < 200; i++) {
      small.add(ORIGIN, gauge("x".repeat(i * 100), "x", i));
      assertThat(small.bytes()).isLessThanOrEqualTo(100_000);
    }
    assertThat(small.evicted()).isPositive();
  }

  @Test
  void addsUpASumThatBeginsAnew() {
    store.add(ORIGIN, sum(false, 1, 10));
    store.add(ORIGIN, sum(false, 1, 12));
    store.add(ORIGIN, sum(false, 2, 3));

    assertThat(store.all().get(0).total()).isEqualTo(15);
  }

  @Test
  void addsUpDeltas() {
    store.add(ORIGIN, sum(true, 1, 10));
    store.add(ORIGIN, sum(true, 2, 4));

    assertThat(store.all().get(0).total()).isEqualTo(14);
  }

  @Test
  void takesCountAndSumOfWhatWasMeasured() throws Exception {
    store.add(
        ORIGIN,
        Metric.newBuilder()
            .setName("exponential")
            .setExponentialHistogram(
                ExponentialHistogram.newBuilder()
                    .addDataPoints(
                        ExponentialHistogramDataPoint.newBuilder().setCount(4).setSum(10)))
            .build());
    store.add(
        ORIGIN,
        Metric.newBuilder()
            .setName("summary")
            .setSummary(
                Summary.newBuilder()
                    .addDataPoints(SummaryDataPoint.newBuilder().setCount(2).setSum(3)))
            .build());
    store.add(ORIGIN, Metric.newBuilder().setName("of nothing").build());

    assertThat(store.all()).hasSize(2);
    assertThat(json(store.all().get(0)).get("counts").get(0).asDouble()).isEqualTo(4);
    assertThat(json(store.all().get(0)).get("kind").asText()).isEqualTo("histogram");
    assertThat(json(store.all().get(1)).get("values").get(0).asDouble()).isEqualTo(3);
  }

  private static Metric gauge(String name, String attribute, double value) {
    return Metric.newBuilder()
        .setName(name)
        .setGauge(
            Gauge.newBuilder()
                .addDataPoints(
                    NumberDataPoint.newBuilder()
                        .setAsDouble(value)
                        .addAttributes(attribute("of", attribute))))
        .build();
  }

  private static Metric sum(boolean delta, long start, long value) {
    return Metric.newBuilder()
        .setName("sum")
        .setSum(
            Sum.newBuilder()
                .setAggregationTemporality(
                    delta
                        ? AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
                        : AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(
                    NumberDataPoint.newBuilder().setStartTimeUnixNano(start).setAsInt(value)))
        .build();
  }

  private static JsonNode json(Series series) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var json = OtlpJson.generator(bytes)) {
      series.write(json);
    }
    return new ObjectMapper().readTree(bytes.toString(UTF_8));
  }
}
