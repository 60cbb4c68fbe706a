package dev.logline.examples.instrumentedserver;

import dev.logline.examples.receiver.ReceivedRecord;
import dev.logline.examples.receiver.ReceivedSpan;
import dev.logline.examples.receiver.TelemetryListener;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All that a receiver was sent; spans as they came, with kind and status. */
final class Arrived implements TelemetryListener {
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<ReceivedSpan> decoded = new CopyOnWriteArrayList<>();
  private final List<ReceivedRecord> records = new CopyOnWriteArrayList<>();

  @Override
  public void onSpans(ResourceSpans ofResource) {
    for (ScopeSpans ofScope : ofResource.getScopeSpansList()) {
      spans.addAll(ofScope.getSpansList());
    }
  }

  @Override
  public void onSpan(ReceivedSpan span) {
    decoded.add(span);
  }

  @Override
  public void onRecord(ReceivedRecord record) {
    records.add(record);
  }

  List<Span> spans() {
    return spans;
  }

  /** One of the spans with its tracer and its resource. */
  ReceivedSpan first() {
    return decoded.get(0);
  }

  /** What the server itself logged, and not a library. */
  List<ReceivedRecord> records() {
    return records.stream()
        .filter(record -> record.logger().equals(ServerRequest.class.getName()))
        .toList();
  }
}
