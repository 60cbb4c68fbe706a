package dev.logline.jul;

import dev.logline.Logline;
import dev.logline.testkit.FakeCollector;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A collector, and a fresh pipeline and configuration for each test. */
abstract class JulTest {
  static final String SPAN_A = "aaaaaaaaaaaaaaaa";
  static final String SPAN_B = "bbbbbbbbbbbbbbbb";

  FakeCollector collector;
  JulConfiguration configuration;

  @BeforeEach
  final void startCollector() {
    GlobalOpenTelemetry.resetForTest();
    collector = FakeCollector.start();
    System.setProperty("otel.blrp.schedule.delay", "10");
  }

  @AfterEach
  final void stopAll() {
    if (configuration != null) {
      configuration.close();
    }
    Logline.shutdown();
    collector.close();
    System.clearProperty("otel.blrp.schedule.delay");
    GlobalOpenTelemetry.resetForTest();
  }

  /** Starts with these options and the collector's endpoint. */
  final void start(String... namesAndValues) {
    Map<String, String> options = new HashMap<>();
    options.put("endpoint", collector.endpoint());
    for (int i = 0; i < namesAndValues.length; i += 2) {
      options.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    configuration = JulConfiguration.withOptions(options);
  }

  final void configure(String properties) {
    configuration = JulConfiguration.of(properties + endpointProperty());
  }

  final String endpointProperty() {
    return "\ndev.logline.jul.OtlpHandler.endpoint = " + collector.endpoint() + "\n";
  }

  static void inSpan(String spanId, Runnable task) {
    SpanContext span =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            spanId,
            TraceFlags.getSampled(),
            TraceState.getDefault());
    Context.root().with(Span.wrap(span)).wrap(task).run();
  }

  static String body(LogRecord record) {
    return record.getBody().getStringValue();
  }

  static String spanId(LogRecord record) {
    return HexFormat.of().formatHex(record.getSpanId().toByteArray());
  }

  static Map<String, AnyValue> attributes(LogRecord record) {
    Map<String, AnyValue> attributes = new HashMap<>();
    record.getAttributesList().forEach(a -> attributes.put(a.getKey(), a.getValue()));
    return attributes;
  }
}
