package dev.logline.examples.instrumentedserver;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.logging.LoggingSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporterBuilder;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.semconv.ServiceAttributes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The SDK for traces, set up by hand: resource, exporters, processors and propagator.
 *
 * <p>Of the environment it reads what the example needs, and no more: {@code OTEL_SERVICE_NAME},
 * {@code OTEL_TRACES_EXPORTER}, and of {@code OTEL_EXPORTER_OTLP_} the endpoint, the protocol and
 * the headers.
 */
final class ManualSdk {
  private static final String OTLP = "OTEL_EXPORTER_OTLP_";

  private ManualSdk() {}

  static OpenTelemetrySdk create(Map<String, String> environment) {
    String service = environment.getOrDefault("OTEL_SERVICE_NAME", "instrumented-server");
    Resource resource =
        Resource.getDefault()
            .merge(Resource.create(Attributes.of(ServiceAttributes.SERVICE_NAME, service)));

    SdkTracerProviderBuilder traces = SdkTracerProvider.builder().setResource(resource);
    String exporters = environment.getOrDefault("OTEL_TRACES_EXPORTER", "console,otlp");
    for (String exporter : List.of(exporters.split(","))) {
      switch (exporter.trim()) {
        case "console" ->
            traces.addSpanProcessor(SimpleSpanProcessor.create(LoggingSpanExporter.create()));
        case "otlp" ->
            traces.addSpanProcessor(BatchSpanProcessor.builder(otlp(environment)).build());
        default -> throw new IllegalArgumentException("OTEL_TRACES_EXPORTER=" + exporters);
      }
    }

    return OpenTelemetrySdk.builder()
        .setTracerProvider(traces.build())
        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
        .build();
  }

  private static SpanExporter otlp(Map<String, String> environment) {
    if (environment.getOrDefault(OTLP + "PROTOCOL", "grpc").equals("grpc")) {
      OtlpGrpcSpanExporterBuilder exporter =
          OtlpGrpcSpanExporter.builder()
              .setEndpoint(environment.getOrDefault(OTLP + "ENDPOINT", "http://localhost:4317"));
      headers(environment, exporter::addHeader);
      return exporter.build();
    }
    String endpoint = environment.getOrDefault(OTLP + "ENDPOINT", "http://localhost:4318");
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint + (endpoint.endsWith("/") ? "" : "/") + "v1/traces");
    headers(environment, exporter::addHeader);
    return exporter.build();
  }

  private static void headers(Map<String, String> environment, BiConsumer<String, String> add) {
    for (String header : environment.getOrDefault(OTLP + "HEADERS", "").split(",")) {
      int equals = header.indexOf('=');
      if (equals > 0) {
        String value = header.substring(equals + 1).trim().replace("+", "%2B");
        add.accept(
            header.substring(0, equals).trim(), URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
  }
}
