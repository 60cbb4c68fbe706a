package dev.logline.network;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.testkit.FakeCollector;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A telemetry whose spans are read from what it sends, and network capture on. */
abstract class CaptureFixture {
  final FakeCollector collector = FakeCollector.start();
  NetworkCapture capture;

  @BeforeEach
  void start() {
    Logline.start(
        LoglineOptions.builder()
            .endpoint(collector.endpoint())
            .global("never") // which lasts longer than a test
            .captureNetwork(true)
            .build());
    capture = NetworkCapture.create();
  }

  @AfterEach
  void stop() {
    Logline.shutdown();
    collector.close();
  }

  static Tracer tracer() {
    return Logline.openTelemetry().getTracer("test");
  }

  /** What the one span of that kind has of an exchange, a header's values joined. */
  Map<String, String> captured(Span.SpanKind kind) {
    Logline.flush(Duration.ofSeconds(60));
    Span span =
        collector.spans().stream().filter(any -> any.getKind() == kind).findFirst().orElseThrow();
    return span.getAttributesList().stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey, field -> text(field.getValue()), (a, b) -> a, TreeMap::new));
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream()
              .map(AnyValue::getStringValue)
              .collect(Collectors.joining(" | "));
      case INT_VALUE -> Long.toString(value.getIntValue());
      default -> value.getStringValue();
    };
  }
}
