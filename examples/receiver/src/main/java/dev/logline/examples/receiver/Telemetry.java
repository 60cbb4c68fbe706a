package dev.logline.examples.receiver;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What was received: the newest records, spans and metrics, and how many of each there were in all.
 *
 * <p>It knows nothing of HTTP. Each signal keeps at most 10,000 items and 32 MiB, as encoded.
 */
public final class Telemetry {
  private static final int MAX_ITEMS = 10_000;
  private static final long MAX_BYTES = 32L << 20;

  private final Ring<ReceivedRecord> records = new Ring<>(MAX_ITEMS, MAX_BYTES);
  private final Ring<ReceivedSpan> spans = new Ring<>(MAX_ITEMS, MAX_BYTES);
  private final Ring<ReceivedMetric> metrics = new Ring<>(MAX_ITEMS, MAX_BYTES);
  private final List<TelemetryListener> listeners = new CopyOnWriteArrayList<>();

  Telemetry() {}

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
