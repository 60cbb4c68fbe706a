package dev.logline.examples.ping;

import com.google.protobuf.ByteString;
import dev.logline.testkit.ScopedRecord;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.Comparator;
import java.util.List;

/** One trace: its spans, and its records. */
record Tree(List<Sent.OfService> spans, List<ScopedRecord> records) {
  private static final int SPANS = 6;
  private static final int RECORDS = 5;
  private static final int RECORDS_OF_FAILURE = 6;

  /** Whether all of it has come. */
  boolean isWhole() {
    return spans.size() == SPANS && records.size() == (succeeded() ? RECORDS : RECORDS_OF_FAILURE);
  }

  boolean failed() {
    return spans.stream().allMatch(s -> s.span().getStatus().getCode() == error());
  }

  boolean succeeded() {
    return spans.stream().noneMatch(s -> s.span().getStatus().getCode() == error());
  }

  private static StatusCode error() {
    return StatusCode.STATUS_CODE_ERROR;
  }

  Span named(String name) {
    return spans.stream()
        .map(Sent.OfService::span)
        .filter(span -> span.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Each span on a line, below its parent: service, name, kind, status, and its records. */
  String draw() {
    StringBuilder drawn = new StringBuilder();
    draw(ByteString.EMPTY, "", drawn);
    return drawn.toString();
  }

  private void draw(ByteString parent, String indent, StringBuilder drawn) {
    spans.stream()
        .filter(s -> s.span().getParentSpanId().equals(parent))
        .sorted(Comparator.comparingLong(s -> s.span().getStartTimeUnixNano()))
        .forEach(
            s -> {
              drawn.append(indent).append(service(s)).append(' ').append(s.span().getName());
              drawn.append(' ').append(text(s.span().getKind().name()));
              drawn.append(' ').append(text(s.span().getStatus().getCode().name())).append('\n');
              recordsOf(s.span()).forEach(r -> drawn.append(indent).append("  | " + r + '\n'));
              draw(s.span().getSpanId(), indent + "  ", drawn);
            });
  }

  private List<String> recordsOf(Span span) {
    return records.stream()
        .map(ScopedRecord::record)
        .filter(record -> record.getSpanId().equals(span.getSpanId()))
        .sorted(Comparator.comparingLong(record -> record.getTimeUnixNano()))
        .map(record -> record.getSeverityText() + " " + record.getBody().getStringValue())
        .toList();
  }

  private static String service(Sent.OfService span) {
    return span.resource().getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals("service.name"))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  private static String text(String constant) {
    return constant.substring(constant.lastIndexOf('_') + 1);
  }
}
