package dev.logline.examples.receiver;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;

/** OTLP requests as a sender makes them. */
final class Requests {
  private static final ByteString TRACE = bytes("0102030405060708090a0b0c0d0e0f10");
  private static final ByteString SPAN = bytes("0102030405060708");
  private static final long NANOS = 12_000_000_345L;

  private Requests() {}

  static byte[] logs(String... bodies) {
    ScopeLogs.Builder logs = ScopeLogs.newBuilder().setScope(scope("shop.Orders"));
    for (String body : bodies) {
      logs.addLogRecords(
          LogRecord.newBuilder()
              .setTimeUnixNano(NANOS)
              .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
              .setSeverityText("INFO")
              .setTraceId(TRACE)
              .setSpanId(SPAN)
              .setBody(text(body))
              .addAttributes(attribute("text", text("a")))
              .addAttributes(attribute("flag", AnyValue.newBuilder().setBoolValue(true).build()))
              .addAttributes(attribute("long", integer(7)))
              .addAttributes(attribute("double", AnyValue.newBuilder().setDoubleValue(0.5).build()))
              .addAttributes(
                  attribute(
                      "list",
                      AnyValue.newBuilder()
                          .setArrayValue(ArrayValue.newBuilder().addValues(integer(1)))
                          .build())));
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource()).addScopeLogs(logs))
        .build()
        .toByteArray();
  }

  static byte[] span(String name) {
    Span span =
        Span.newBuilder()
            .setTraceId(TRACE)
            .setSpanId(SPAN)
            .setName(name)
            .setStartTimeUnixNano(NANOS)
            .setEndTimeUnixNano(NANOS + 1)
            .build();
    ScopeSpans spans = ScopeSpans.newBuilder().setScope(scope("shop")).addSpans(span).build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource()).addScopeSpans(spans))
        .build()
        .toByteArray();
  }

  static byte[] metric(String name) {
    Metric metric =
        Metric.newBuilder()
            .setName(name)
            .setUnit("{order}")
            .setSum(
                Sum.newBuilder()
                    .addDataPoints(NumberDataPoint.newBuilder().setAsInt(1))
                    .addDataPoints(NumberDataPoint.newBuilder().setAsInt(2)))
            .build();
    ScopeMetrics metrics =
        ScopeMetrics.newBuilder().setScope(scope("shop")).addMetrics(metric).build();
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder().setResource(resource()).addScopeMetrics(metrics))
        .build()
        .toByteArray();
  }

  private static Resource resource() {
    return Resource.newBuilder().addAttributes(attribute("service.name", text("shop"))).build();
  }

  private static InstrumentationScope scope(String name) {
    return InstrumentationScope.newBuilder().setName(name).build();
  }

  private static KeyValue attribute(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private static AnyValue integer(long value) {
    return AnyValue.newBuilder().setIntValue(value).build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
