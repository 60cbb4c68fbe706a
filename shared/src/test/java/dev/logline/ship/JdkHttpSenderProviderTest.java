package dev.logline.ship;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Reply;
import dev.logline.testkit.Signal;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import org.junit.jupiter.api.Test;

class JdkHttpSenderProviderTest {
  private final ComponentLoader loader =
      new ComponentLoader() {
        @Override
        public <T> Iterable<T> load(Class<T> type) {
          return type == HttpSenderProvider.class
              ? List.of(type.cast(new JdkHttpSenderProvider()))
              : List.of();
        }
      };

  @Test
  void servesTheSpanExporterOfTheSdk() {
    try (FakeCollector collector = FakeCollector.start();
        SdkTracerProvider traces =
            SdkTracerProvider.builder()
                .addSpanProcessor(
                    SimpleSpanProcessor.create(
                        OtlpHttpSpanExporter.builder()
                            .setEndpoint(collector.endpoint() + Signal.TRACES.path())
                            .setComponentLoader(loader)
                            .setCompression("gzip")
                            .build()))
                .build()) {
      // The SDK's default policy pauses for about a second.
      collector.script(Reply.status(503));

      traces.get("test").spanBuilder("work").startSpan().end();

      assertThat(collector.awaitSpans(1).get(0).getName()).isEqualTo("work");
      assertThat(collector.refused()).hasSize(1);
      assertThat(collector.requests(Signal.TRACES).get(0).header("User-Agent"))
          .singleElement()
          .asString()
          .startsWith("OTel-OTLP-Exporter-Java/");
    }
  }

  @Test
  void servesTheMetricExporterOfTheSdk() {
    try (FakeCollector collector = FakeCollector.start();
        SdkMeterProvider metrics =
            SdkMeterProvider.builder()
                .registerMetricReader(
                    PeriodicMetricReader.create(
                        OtlpHttpMetricExporter.builder()
                            .setEndpoint(collector.endpoint() + Signal.METRICS.path())
                            .setComponentLoader(loader)
                            .build()))
                .build()) {
      metrics.get("test").counterBuilder("things").build().add(1);

      assertThat(metrics.forceFlush().join(10, SECONDS).isSuccess()).isTrue();
      assertThat(collector.awaitMetrics(1).get(0).getName()).isEqualTo("things");
    }
  }
}
