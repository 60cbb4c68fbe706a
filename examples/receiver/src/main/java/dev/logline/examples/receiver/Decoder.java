package dev.logline.examples.receiver;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns OTLP messages into the values of this package. */
final class Decoder {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Decoder() {}

  static ReceivedRecord record(LogRecord log, String logger, Map<String, Object> resource) {
    // The time is optional: an event that has none was observed at some time.
    long time = log.getTimeUnixNano() != 0 ? log.getTimeUnixNano() : log.getObservedTimeUnixNano();
    return new ReceivedRecord(
        instant(time),
        log.getSeverityNumberValue(),
        log.getSeverityText(),
        logger,
        hex(log.getTraceId()),
        hex(log.getSpanId()),
        String.valueOf(value(log.getBody())),
        attributes(log.getAttributesList()),
        resource);
  }

  static ReceivedSpan span(Span span, String scope, Map<String, Object> resource) {
    return new ReceivedSpan(
        hex(span.getTraceId()),
        hex(span.getSpanId()),
        hex(span.getParentSpanId()),
        span.getName(),
        instant(span.getStartTimeUnixNano()),
        instant(span.getEndTimeUnixNano()),
        scope,
        attributes(span.getAttributesList()),
        resource);
  }

  static ReceivedMetric metric(Metric metric, String scope, Map<String, Object> resource) {
    int points =
        switch (metric.getDataCase()) {
          case GAUGE -> metric.getGauge().getDataPointsCount();
          case SUM -> metric.getSum().getDataPointsCount();
          case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
          case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
          case SUMMARY -> metric.getSummary().getDataPointsCount();
          case DATA_NOT_SET -> 0;
        };
    String kind = metric.getDataCase().name().toLowerCase(Locale.ROOT);
    return new ReceivedMetric(metric.getName(), metric.getUnit(), kind, points, scope, resource);
  }

  static Map<String, Object> attributes(List<KeyValue> attributes) {
    Map<String, Object> values = new LinkedHashMap<>();
    attributes.forEach(attribute -> values.put(attribute.getKey(), value(attribute.getValue())));
    return Collections.unmodifiableMap(values);
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BYTES_VALUE -> hex(value.getBytesValue());
      case ARRAY_VALUE ->
          value.getArrayValue().getValuesList().stream().map(Decoder::value).toList();
      case KVLIST_VALUE -> attributes(value.getKvlistValue().getValuesList());
      default -> "";
    };
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(
        Long.divideUnsigned(nanos, NANOS_PER_SECOND),
        Long.remainderUnsigned(nanos, NANOS_PER_SECOND));
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
