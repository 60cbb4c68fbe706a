package dev.logline.examples.viewer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.logline.examples.receiver.OtlpJson;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a trace as OTLP/JSON, its spans and its records, and beside it the records' numbers, in
 * the same order.
 */
final class TraceJson {
  private TraceJson() {}

  static void write(List<Item> spans, List<Item> records, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("otlp");
    json.writeArrayFieldStart("resourceSpans");
    for (var ofResource : grouped(spans).entrySet()) {
      ResourceSpans.Builder group = ResourceSpans.newBuilder().setResource(ofResource.getKey());
      for (var ofScope : ofResource.getValue().entrySet()) {
        ScopeSpans.Builder scope = group.addScopeSpansBuilder().setScope(ofScope.getKey());
        for (Item item : ofScope.getValue()) {
          scope.addSpans(Span.parseFrom(item.message));
        }
      }
      OtlpJson.write(group.build(), json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("resourceLogs");
    var groups = grouped(records);
    for (var ofResource : groups.entrySet()) {
      OtlpJson.write(logs(ofResource.getKey(), ofResource.getValue()), json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeArrayFieldStart("numbers");
    for (var ofResource : groups.values()) {
      for (List<Item> ofScope : ofResource.values()) {
        for (Item item : ofScope) {
          json.writeNumber(item.number);
        }
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static ResourceLogs logs(Resource resource, Map<InstrumentationScope, List<Item>> scopes)
      throws InvalidProtocolBufferException {
    ResourceLogs.Builder group = ResourceLogs.newBuilder().setResource(resource);
    for (var ofScope : scopes.entrySet()) {
      ScopeLogs.Builder scope = group.addScopeLogsBuilder().setScope(ofScope.getKey());
      for (Item item : ofScope.getValue()) {
        scope.addLogRecords(LogRecord.parseFrom(item.message));
      }
    }
    return group.build();
  }

  private static Map<Resource, Map<InstrumentationScope, List<Item>>> grouped(List<Item> items) {
    return items.stream()
        .collect(
            Collectors.groupingBy(
                item -> item.origin.resource(),
                LinkedHashMap::new,
                Collectors.groupingBy(
                    item -> item.origin.scope(), LinkedHashMap::new, Collectors.toList())));
  }
}
