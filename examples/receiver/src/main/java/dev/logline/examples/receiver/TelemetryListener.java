package dev.logline.examples.receiver;

import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;

/**
 * Is told of everything that arrives, on the thread that received it and before the sender has its
 * answer.
 */
public interface TelemetryListener {
  default void onRecord(ReceivedRecord record) {}

  default void onSpan(ReceivedSpan span) {}

  default void onMetric(ReceivedMetric metric) {}

  /** Logs of one resource, as they came; each of their records is told of afterwards. */
  default void onLogs(ResourceLogs logs) {}

  /** Spans of one resource, as they came; each of them is told of afterwards. */
  default void onSpans(ResourceSpans spans) {}

  /** Metrics of one resource, as they came; each of them is told of afterwards. */
  default void onMetrics(ResourceMetrics metrics) {}
}
