package dev.logline.examples.viewer;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;

/** Keeps the series that were told of last, bounded in number and in bytes of memory. */
final class MetricStore {
  static final int MAX_SERIES = 1_000;

  private final LinkedHashMap<Series.Key, Series> series = new LinkedHashMap<>(16, 0.75f, true);
  private final long maxBytes;
  private long bytes;
  private long points;
  private long evicted;

  MetricStore(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized void add(Origin origin, Metric metric) {
    switch (metric.getDataCase()) {
      case GAUGE ->
          metric.getGauge().getDataPointsList().forEach(p -> number(origin, metric, false, p));
      case SUM -> {
        boolean delta = isDelta(metric.getSum().getAggregationTemporality());
        metric.getSum().getDataPointsList().forEach(p -> number(origin, metric, delta, p));
      }
      case HISTOGRAM -> {
        boolean delta = isDelta(metric.getHistogram().getAggregationTemporality());
        for (var p : metric.getHistogram().getDataPointsList()) {
          of(origin, metric, delta, p.getAttributesList())
              .add(p.getStartTimeUnixNano(), p.getTimeUnixNano(), p.getSum(), p.getCount());
        }
      }
      case EXPONENTIAL_HISTOGRAM -> {
        boolean delta = isDelta(metric.getExponentialHistogram().getAggregationTemporality());
        for (var p : metric.getExponentialHistogram().getDataPointsList()) {
          of(origin, metric, delta, p.getAttributesList())
              .add(p.getStartTimeUnixNano(), p.getTimeUnixNano(), p.getSum(), p.getCount());
        }
      }
      case SUMMARY -> {
        for (var p : metric.getSummary().getDataPointsList()) {
          of(origin, metric, false, p.getAttributesList())
              .add(p.getStartTimeUnixNano(), p.getTimeUnixNano(), p.getSum(), p.getCount());
        }
      }
      case DATA_NOT_SET -> {}
    }
    evict();
  }

  /** A copy of which series there are; their points may go on. */
  synchronized List<Series> all() {
    return new ArrayList<>(series.values());
  }

  synchronized int size() {
    return series.size();
  }

  synchronized long bytes() {
    return bytes;
  }

  /** How many points ever came. */
  synchronized long points() {
    return points;
  }

  /** How many series were forgotten. */
  synchronized long evicted() {
    return evicted;
  }

  private void number(Origin origin, Metric metric, boolean delta, NumberDataPoint p) {
    double value =
        p.getValueCase() == NumberDataPoint.ValueCase.AS_INT ? p.getAsInt() : p.getAsDouble();
    of(origin, metric, delta, p.getAttributesList())
        .add(p.getStartTimeUnixNano(), p.getTimeUnixNano(), value, 0);
  }

  private Series of(Origin origin, Metric metric, boolean delta, List<KeyValue> attributes) {
    points++;
    Series.Key key = new Series.Key(origin, metric.getName(), attributes);
    Series found = series.get(key);
    if (found == null) {
      found = new Series(key, kind(metric, delta));
      series.put(key, found);
      bytes += found.bytes();
    }
    return found;
  }

  private static Series.Kind kind(Metric metric, boolean delta) {
    String name =
        switch (metric.getDataCase()) {
          case SUM -> "sum";
          case GAUGE, DATA_NOT_SET -> "gauge";
          case SUMMARY -> "summary";
          case HISTOGRAM, EXPONENTIAL_HISTOGRAM -> "histogram";
        };
    boolean monotonic = metric.getSum().getIsMonotonic();
    return new Series.Kind(name, metric.getUnit(), metric.getDescription(), delta, monotonic);
  }

  private static boolean isDelta(AggregationTemporality temporality) {
    return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
  }

  private void evict() {
    Iterator<Series> oldest = series.values().iterator();
    while (series.size() > MAX_SERIES || bytes > maxBytes) {
      bytes -= oldest.next().bytes();
      oldest.remove();
      evicted++;
    }
  }
}
