package dev.logline.examples.viewer;

import com.google.protobuf.ByteString;
import dev.logline.examples.receiver.TelemetryListener;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;

/** What the page shows: half of the memory is for records, a quarter each for spans and metrics. */
final class Store implements TelemetryListener {
  final ItemRing records;
  final ItemRing spans;
  final MetricStore metrics;

  Store(int maxItems, long maxBytes) {
    records = new ItemRing(maxItems, maxBytes / 2);
    spans = new ItemRing(maxItems, maxBytes / 4);
    metrics = new MetricStore(maxBytes / 4);
  }

  @Override
  public void onLogs(ResourceLogs logs) {
    for (var ofScope : logs.getScopeLogsList()) {
      Origin origin = new Origin(logs.getResource(), ofScope.getScope());
      for (var log : ofScope.getLogRecordsList()) {
        records.add(origin, copy(log.getTraceId()), log.toByteArray());
      }
    }
  }

  @Override
  public void onSpans(ResourceSpans ofResource) {
    for (var ofScope : ofResource.getScopeSpansList()) {
      Origin origin = new Origin(ofResource.getResource(), ofScope.getScope());
      for (var span : ofScope.getSpansList()) {
        spans.add(origin, copy(span.getTraceId()), span.toByteArray());
      }
    }
  }

  @Override
  public void onMetrics(ResourceMetrics ofResource) {
    for (var ofScope : ofResource.getScopeMetricsList()) {
      Origin origin = new Origin(ofResource.getResource(), ofScope.getScope());
      ofScope.getMetricsList().forEach(metric -> metrics.add(origin, metric));
    }
  }

  /** Of its own bytes: the decoder's may be a part of the whole request's. */
  private static ByteString copy(ByteString id) {
    return ByteString.copyFrom(id.toByteArray());
  }
}
