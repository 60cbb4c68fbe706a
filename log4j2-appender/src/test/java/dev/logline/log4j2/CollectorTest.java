package dev.logline.log4j2;

import dev.logline.Logline;
import dev.logline.testkit.FakeCollector;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.logging.log4j.ThreadContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A fresh pipeline for each test, and a collector for what it ships. */
abstract class CollectorTest {
  static final SpanContext SPAN =
      SpanContext.create(
          "0af7651916cd43dd8448eb211c80319c",
          "b7ad6b7169203331",
          TraceFlags.getSampled(),
          TraceState.getDefault());

  FakeCollector collector;

  @BeforeEach
  final void startCollector() {
    GlobalOpenTelemetry.resetForTest();
    ThreadContext.clearAll();
    collector = FakeCollector.start();
    System.setProperty("otel.blrp.schedule.delay", "10");
  }

  @AfterEach
  final void stopAll() {
    Logline.shutdown();
    collector.close();
    System.clearProperty("otel.blrp.schedule.delay");
    ThreadContext.clearAll();
    GlobalOpenTelemetry.resetForTest();
  }

  /** An {@code <Otlp>} element of the name OTLP that sends to the collector. */
  String otlp(String attributes, String children) {
    return "<Otlp name=\"OTLP\" endpoint=\"%s\" %s>%s</Otlp>"
        .formatted(collector.endpoint(), attributes, children);
  }

  /** A started context with the element for its root logger, which is at ALL. */
  TestContext start(String attributes, String children) {
    return TestContext.start(TestContext.xml(otlp(attributes, children), "ALL"));
  }

  TestContext start() {
    return start("", "");
  }

  LogRecord arrived() {
    return collector.awaitLogRecords(1).get(0);
  }

  static void inSpan(Runnable task) {
    Context.root().with(Span.wrap(SPAN)).wrap(task).run();
  }

  static String body(LogRecord record) {
    return record.getBody().getStringValue();
  }

  static String traceId(LogRecord record) {
    return HexFormat.of().formatHex(record.getTraceId().toByteArray());
  }

  static String spanId(LogRecord record) {
    return HexFormat.of().formatHex(record.getSpanId().toByteArray());
  }

  static Map<String, AnyValue> attributes(LogRecord record) {
    return record.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
  }

  static String text(LogRecord record, String attribute) {
    AnyValue value = attributes(record).get(attribute);
    return value == null ? null : value.getStringValue();
  }
}
