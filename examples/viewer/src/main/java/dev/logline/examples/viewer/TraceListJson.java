package dev.logline.examples.viewer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes what each of the newest traces was, newest first. */
final class TraceListJson {
  private static final int MAX_TRACES = 200;

  private static final class Summary {
    final Set<String> services = new TreeSet<>();
    String root = "";
    long start = Long.MAX_VALUE;
    long end;
    int spans;
    int errors;
    int records;
  }

  private TraceListJson() {}

  static void write(List<Item> spans, List<Item> records, JsonGenerator json) throws IOException {
    Map<ByteString, Summary> traces = newest(spans);
    for (Item item : spans) {
      Summary trace = traces.get(item.traceId);
      if (trace != null) {
        add(trace, item);
      }
    }
    for (Item item : records) {
      Summary trace = traces.get(item.traceId);
      if (trace != null) {
        trace.records++;
      }
    }
    json.writeStartArray();
    for (var trace : traces.entrySet()) {
      write(HexFormat.of().formatHex(trace.getKey().toByteArray()), trace.getValue(), json);
    }
    json.writeEndArray();
  }

  private static Map<ByteString, Summary> newest(List<Item> spans) {
    Map<ByteString, Summary> traces = new LinkedHashMap<>();
    for (int i = spans.size() - 1; i >= 0 && traces.size() < MAX_TRACES; i--) {
      traces.computeIfAbsent(spans.get(i).traceId, id -> new Summary());
    }
    return traces;
  }

  private static void add(Summary trace, Item item) throws InvalidProtocolBufferException {
    Span span = Span.parseFrom(item.message);
    trace.spans++;
    trace.services.add(item.origin.service());
    if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
      trace.errors++;
    }
    if (span.getParentSpanId().isEmpty() || trace.root.isEmpty()) {
      trace.root = span.getName();
    }
    trace.start = Math.min(trace.start, span.getStartTimeUnixNano());
    trace.end = Math.max(trace.end, span.getEndTimeUnixNano());
  }

  private static void write(String id, Summary trace, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("traceId", id);
    json.writeStringField("root", trace.root);
    json.writeArrayFieldStart("services");
    for (String service : trace.services) {
      json.writeString(service);
    }
    json.writeEndArray();
    json.writeStringField("start", Long.toString(trace.start));
    json.writeStringField("end", Long.toString(trace.end));
    json.writeNumberField("spans", trace.spans);
    json.writeNumberField("errors", trace.errors);
    json.writeNumberField("records", trace.records);
    json.writeEndObject();
  }
}
