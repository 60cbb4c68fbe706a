package dev.logline.examples.receiver;

import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was received: the newest records, spans and metrics, and how many of each there were in all.
 *
 * <p>It knows nothing of HTTP. Each signal keeps at most 10,000 items and 32 MiB, as encoded.
 */
public final class Telemetry {
  private static final int MAX_ITEMS = 10_000;
  private static final long MAX_BYTES = 32L << 20;

  private final Ring<ReceivedRecord> records;
  private final Ring<ReceivedSpan> spans;
  private final Ring<ReceivedMetric> metrics;
  private final LongAdder refused = new LongAdder();
  private final List<TelemetryListener> listeners = new CopyOnWriteArrayList<>();

  Telemetry() {
    this(MAX_ITEMS, MAX_BYTES);
  }

  Telemetry(int maxItems, long maxBytes) {
    records = new Ring<>(maxItems, maxBytes);
    spans = new Ring<>(maxItems, maxBytes);
    metrics = new Ring<>(maxItems, maxBytes);
  }

  public void addListener(TelemetryListener listener) {
    listeners.add(listener);
  }

  public void removeListener(TelemetryListener listener) {
    listeners.remove(listener);
  }

  /** The newest records, oldest first. */
  public List<ReceivedRecord> records() {
    return records.items();
  }

  /** The newest spans, oldest first. */
  public List<ReceivedSpan> spans() {
    return spans.items();
  }

  /** The newest metrics, oldest first. */
  public List<ReceivedMetric> metrics() {
    return metrics.items();
  }

  /** How many records ever came. */
  public long recordCount() {
    return records.count();
  }

  /** How many spans ever came. */
  public long spanCount() {
    return spans.count();
  }

  /** How many metrics ever came, each once an export. */
  public long metricCount() {
    return metrics.count();
  }

  /** How many requests were answered with an error. */
  public long refusedCount() {
    return refused.sum();
  }

  void refused() {
    refused.increment();
  }

  void add(ResourceLogs logs) {
    listeners.forEach(listener -> listener.onLogs(logs));
  }

  void add(ResourceSpans spans) {
    listeners.forEach(listener -> listener.onSpans(spans));
  }

  void add(ResourceMetrics metrics) {
    listeners.forEach(listener -> listener.onMetrics(metrics));
  }

  void add(ReceivedRecord record, int bytes) {
    records.add(record, bytes);
    listeners.forEach(listener -> listener.onRecord(record));
  }

  void add(ReceivedSpan span, int bytes) {
    spans.add(span, bytes);
    listeners.forEach(listener -> listener.onSpan(span));
  }

  void add(ReceivedMetric metric, int bytes) {
    metrics.add(metric, bytes);
    listeners.forEach(listener -> listener.onMetric(metric));
  }
}
