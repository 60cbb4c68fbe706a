package dev.logline.examples.instrumentedserver;

import static java.util.stream.Collectors.toMap;

import dev.logline.examples.receiver.ReceivedRecord;
import dev.logline.examples.receiver.ReceivedSpan;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one way made of the same calls, oldest first. */
record Result(List<Span> spans, ReceivedSpan first, List<ReceivedRecord> records, String output) {
  static Result of(Arrived arrived, String output) {
    return new Result(
        arrived.spans().stream()
            .sorted(Comparator.comparingLong(Span::getStartTimeUnixNano))
            .toList(),
        arrived.first(),
        arrived.records().stream().sorted(Comparator.comparing(ReceivedRecord::time)).toList(),
        output);
  }

  /** The attributes of a span. */
  static Map<String, AnyValue> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(toMap(KeyValue::getKey, KeyValue::getValue, (a, b) -> b, TreeMap::new));
  }
}
