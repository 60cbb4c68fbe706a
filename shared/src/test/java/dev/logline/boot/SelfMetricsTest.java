package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.buffer.Overflow;
import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.testkit.HeardLosses;
import dev.logline.testkit.Reply;
import dev.logline.testkit.Signal;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The pipeline's own metrics, as they arrive. */
class SelfMetricsTest extends TelemetryFixture {
  @Test
  void afterALossAndADeliveryTheMetricsOfTheGlobalOpenTelemetryTellBoth() {
    backendFromEnvironment();
    loseOneAndDeliverOne();
    assertThat(GlobalOpenTelemetry.get()).isNotSameAs(OpenTelemetry.noop());
    assertMetrics();
  }

  @Test
  void afterALossAndADeliveryTheMetricsOfAPrivateOpenTelemetryTellBoth() {
    backendFromEnvironment();
    loseOneAndDeliverOne("global", "never");
    assertThat(Logline.openTelemetry()).isNotSameAs(OpenTelemetry.noop());
    assertMetrics();
  }

  private void loseOneAndDeliverOne(String... options) {
    collector.answer(Reply.status(413));
    Intake<String> appender = appender(options);
    appender.accept("a", "refused");
    await().until(() -> Logline.status().lostCount() == 1);
    collector.answer(Reply.ok());
    appender.accept("a", "delivered");
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(Logline.status().delivered()).as("and the report of the loss").isEqualTo(2);
  }

  private void assertMetrics() {
    await().atMost(LONG).until(() -> Logline.flush(LONG) && !points().isEmpty());
    Map<String, Long> points = points();
    assertThat(points)
        .containsEntry("otel.sdk.processor.log.processed {log_record} ", 3L)
        .containsEntry("otel.sdk.processor.log.queue.size {log_record} ", 0L)
        .containsEntry("otel.sdk.exporter.log.exported {log_record} ", 2L)
        .containsEntry("otel.sdk.exporter.log.exported {log_record} too_large", 1L)
        .containsEntry("otel.sdk.exporter.log.inflight {log_record} ", 0L)
        .containsEntry("logline.buffer.usage By ", 0L)
        .containsEntry("logline.buffer.limit By ", Logline.status().bufferCapacity())
        .hasSizeBetween(7, 8); // the capacity, if metrics were collected while something waited
  }

  /** The last value of each: {@code name unit error.type}. */
  private Map<String, Long> points() {
    Map<String, Long> points = new HashMap<>();
    for (ScopeMetrics scope : ours()) {
      for (Metric metric : scope.getMetricsList()) {
        assertThat(metric.hasSum()).isTrue();
        boolean counter = !metric.getName().matches(".*(size|capacity|inflight|usage|limit)");
        assertThat(metric.getSum().getIsMonotonic()).as(metric.getName()).isEqualTo(counter);
        for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
          Map<String, String> attributes = new HashMap<>();
          point
              .getAttributesList()
              .forEach(a -> attributes.put(a.getKey(), a.getValue().getStringValue()));
          String error = attributes.remove("error.type");
          assertThat(attributes)
              .isEqualTo(
                  Map.of(
                      "otel.component.type", "dev.logline.Logline",
                      "otel.component.name", "dev.logline.Logline/0"));
          points.put(
              metric.getName() + " " + metric.getUnit() + " " + (error == null ? "" : error),
              point.getAsInt());
        }
      }
    }
    return points;
  }

  private List<ScopeMetrics> ours() {
    return collector.requests(Signal.METRICS).stream()
        .map(request -> (ExportMetricsServiceRequest) request.message())
        .flatMap(request -> request.getResourceMetricsList().stream())
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .filter(scope -> scope.getScope().getName().equals("dev.logline"))
        .toList();
  }

  @Test
  void whatTheBufferHadNoRoomForIsAFailureOfTheProcessor() {
    backendFromEnvironment();
    collector.answer(Reply.status(503));
    Intake<String> appender = appender("bufferBytes", "2MiB", "overflowWait", "0");
    String large = "x".repeat(100_000);
    while (Logline.status().lostCount() == 0) {
      appender.accept("a", large);
    }
    assertThat(GlobalOpenTelemetry.get()).isNotSameAs(OpenTelemetry.noop());
    collector.answer(Reply.ok());
    await().atMost(LONG).until(() -> Logline.flush(LONG) && !points().isEmpty());
    assertThat(points())
        .containsEntry("otel.sdk.processor.log.processed {log_record} queue_full", 1L);
  }

  @Test
  void metricsAreNotBootedForTheirSake() {
    backendFromEnvironment();
    appender().accept("a", "one");
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    assertThat(collector.requests(Signal.METRICS)).isEmpty();
  }

  @Test
  void whatIsClosedIsNotObservedAnyMore() {
    CollectingReader reader = new CollectingReader();
    try (SdkMeterProvider meters =
        SdkMeterProvider.builder().registerMetricReader(reader).build()) {
      RecordBuffer buffer = smallest();
      SelfMetrics metrics = new SelfMetrics(new Ledger(Clock.getDefault()), buffer, meters);
      assertThat(reader.collect()).hasSize(6);
      metrics.close();
      assertThat(reader.collect()).isEmpty();
    }
  }

  @Test
  void theQueuesCapacityIsToldInRecordsOfTheSizeOfThoseThatWait() {
    CollectingReader reader = new CollectingReader();
    try (SdkMeterProvider meters =
        SdkMeterProvider.builder().registerMetricReader(reader).build()) {
      RecordBuffer buffer = smallest();
      Ledger ledger = new Ledger(Clock.getDefault());
      SelfMetrics metrics = new SelfMetrics(ledger, buffer, meters);
      String name = "otel.sdk.processor.log.queue.capacity";
      assertThat(reader.collect()).extracting(MetricData::getName).doesNotContain(name);
      for (int i = 0; i < 10; i++) {
        buffer.offer(new byte[1_000], 1_000, 2, 9, RecordBuffer.Origin.APPENDER);
        ledger.accepted(1);
      }
      long expected = buffer.capacityBytes() / (buffer.backlogBytes() / 10);
      assertThat(expected).isBetween(1_000L, buffer.capacityBytes() / 1_000);
      assertThat(valueOf(name, reader)).isEqualTo(expected);
      buffer.release(buffer.take(10, Integer.MAX_VALUE));
      ledger.submitted(10);
      assertThat(valueOf(name, reader)).isEqualTo(expected);
      metrics.close();
    }
  }

  private static RecordBuffer smallest() {
    return RecordBuffers.inMemory(
        RecordBuffers.MIN_BYTES,
        new Overflow(Policy.DROP_NEWEST, Duration.ZERO),
        new Wakeup(),
        Clock.getDefault(),
        HeardLosses.IGNORED);
  }

  private static long valueOf(String name, CollectingReader reader) {
    return reader.collect().stream()
        .filter(metric -> metric.getName().equals(name))
        .flatMap(metric -> metric.getLongSumData().getPoints().stream())
        .mapToLong(LongPointData::getValue)
        .findAny()
        .orElseThrow();
  }

  @Test
  void anOpenTelemetryOfTheApplicationsGetsNoneOfThem() {
    CollectingReader reader = new CollectingReader();
    ApplicationSdk application = new ApplicationSdk();
    try (SdkMeterProvider meters =
        SdkMeterProvider.builder().registerMetricReader(reader).build()) {
      meters.get("app").counterBuilder("calls").build().add(1);
      Logline.adopt(
          OpenTelemetrySdk.builder()
              .setLoggerProvider(application.sdk.getSdkLoggerProvider())
              .setMeterProvider(meters)
              .build());
      appender().accept("a", "one");
      await().until(() -> application.bodies.equals(List.of("one")));
      Logline.openTelemetry();
      assertThat(reader.collect()).extracting(MetricData::getName).containsExactly("calls");
    }
  }

  private static final class CollectingReader implements MetricReader {
    private CollectionRegistration registration = CollectionRegistration.noop();

    @Override
    public void register(CollectionRegistration registration) {
      this.registration = registration;
    }

    Collection<MetricData> collect() {
      return registration.collectAllMetrics();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
