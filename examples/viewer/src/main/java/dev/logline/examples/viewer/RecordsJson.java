package dev.logline.examples.viewer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.logline.examples.receiver.OtlpJson;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes records in OTLP/JSON, with their numbers, and each origin once. */
final class RecordsJson {
  private RecordsJson() {}

  /** Writes the fields {@code origins} and {@code records} into the object that is begun. */
  static void write(List<Item> items, JsonGenerator json) throws IOException {
    Map<Origin, Integer> origins = new LinkedHashMap<>();
    items.forEach(item -> origins.putIfAbsent(item.origin, origins.size()));
    json.writeArrayFieldStart("origins");
    for (Origin origin : origins.keySet()) {
      json.writeStartObject();
      json.writeFieldName("resource");
      OtlpJson.write(origin.resource(), json);
      json.writeFieldName("scope");
      OtlpJson.write(origin.scope(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("records");
    for (Item item : items) {
      json.writeStartObject();
      json.writeNumberField("number", item.number);
      json.writeNumberField("origin", origins.get(item.origin));
      json.writeFieldName("record");
      OtlpJson.write(LogRecord.parseFrom(item.message), json);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
