package dev.logline.examples.viewer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logline.examples.receiver.OtlpJson;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.util.List;

/**
 * The newest points of one metric with one set of attributes, each a value or a count and a sum.
 */
final class Series {
  static final int MAX_POINTS = 240;

  /** About what one takes with all its points, beside names and attributes. */
  private static final long OVERHEAD = 1024 + MAX_POINTS * 3L * Double.BYTES;

  /** Whose it is. */
  record Key(Origin origin, String name, List<KeyValue> attributes) {
    long bytes() {
      long attributeBytes = attributes.stream().mapToLong(KeyValue::getSerializedSize).sum();
      return origin.bytes() + 2L * name.length() + 4 * attributeBytes;
    }
  }

  /** What a metric says of all its points. */
  record Kind(String name, String unit, String description, boolean delta, boolean monotonic) {
    long bytes() {
      return 2L * (unit.length() + (long) description.length());
    }
  }

  final Key key;
  final Kind kind;

  private final long[] nanos = new long[MAX_POINTS];
  private final double[] values = new double[MAX_POINTS];
  private final double[] counts = new double[MAX_POINTS];
  private int first;
  private int size;
  private long start;
  private double before;
  private double sum;

  Series(Key key, Kind kind) {
    this.key = key;
    this.kind = kind;
  }

  long bytes() {
    return OVERHEAD + key.bytes() + kind.bytes();
  }

  /**
   * Adds a point.
   *
   * @param startNanos since when it counts; a sum that begins anew begins with another
   * @param value of the gauge or sum, or the sum of what was measured
   * @param count how often it was measured, or 0
   */
  synchronized void add(long startNanos, long timeNanos, double value, long count) {
    if (kind.delta()) {
      sum += value;
    } else {
      boolean anew = size > 0 && (startNanos != start || value < values[index(size - 1)]);
      before += anew ? values[index(size - 1)] : 0;
      sum = before + value;
    }
    start = startNanos;
    if (size == MAX_POINTS) {
      first = (first + 1) % MAX_POINTS;
      size--;
    }
    int index = index(size++);
    nanos[index] = timeNanos;
    values[index] = value;
    counts[index] = (double) count;
  }

  /** All that a sum ever added up to here, whichever way it was told. */
  synchronized double total() {
    return sum;
  }

  void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("service", key.origin().service());
    json.writeStringField("scope", key.origin().scope().getName());
    json.writeStringField("name", key.name());
    json.writeStringField("kind", kind.name());
    json.writeStringField("unit", kind.unit());
    json.writeStringField("description", kind.description());
    json.writeBooleanField("delta", kind.delta());
    json.writeBooleanField("monotonic", kind.monotonic());
    json.writeArrayFieldStart("attributes");
    for (KeyValue attribute : key.attributes()) {
      OtlpJson.write(attribute, json);
    }
    json.writeEndArray();
    copy().write(json);
    json.writeEndObject();
  }

  /** The points as they are now: who reads them slowly does not hold up who adds some. */
  private synchronized Points copy() {
    Points points = new Points(new long[size], new double[size], new double[size]);
    for (int i = 0; i < size; i++) {
      points.nanos[i] = nanos[index(i)];
      points.values[i] = values[index(i)];
      points.counts[i] = counts[index(i)];
    }
    return points;
  }

  private int index(int i) {
    return (first + i) % MAX_POINTS;
  }

  private static final class Points {
    final long[] nanos;
    final double[] values;
    final double[] counts;

    Points(long[] nanos, double[] values, double[] counts) {
      this.nanos = nanos;
      this.values = values;
      this.counts = counts;
    }

    void write(JsonGenerator json) throws IOException {
      json.writeArrayFieldStart("millis");
      for (long time : nanos) {
        json.writeNumber(Long.divideUnsigned(time, 1_000_000));
      }
      json.writeEndArray();
      write("values", values, json);
      write("counts", counts, json);
    }

    private static void write(String name, double[] numbers, JsonGenerator json)
        throws IOException {
      json.writeArrayFieldStart(name);
      for (double number : numbers) {
        if (Double.isFinite(number)) {
          json.writeNumber(number);
        } else {
          json.writeNull();
        }
      }
      json.writeEndArray();
    }
  }
}
