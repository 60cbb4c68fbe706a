package dev.logline.examples.viewer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes what came and was forgotten here, and what the senders say that they lost. */
final class StatusJson {
  /** What an SDK says of itself, Logline among them: of losses, with the attribute error.type. */
  private static final Pattern SELF =
      Pattern.compile(
          "otel\\.sdk\\.(processor|exporter)\\.(log|span|metric_data_point)"
              + "\\.(processed|exported)");

  private StatusJson() {}

  static void write(Store store, long refused, JsonGenerator json) throws IOException {
    json.writeStartObject();
    ring("records", store.records, json);
    ring("spans", store.spans, json);
    json.writeObjectFieldStart("series");
    json.writeNumberField("received", store.metrics.points());
    json.writeNumberField("kept", store.metrics.size());
    json.writeNumberField("evicted", store.metrics.evicted());
    json.writeNumberField("bytes", store.metrics.bytes());
    json.writeEndObject();
    json.writeNumberField("refused", refused);
    json.writeArrayFieldStart("losses");
    for (Series series : store.metrics.all()) {
      loss(series, json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void ring(String name, ItemRing ring, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    synchronized (ring) {
      json.writeNumberField("received", ring.last());
      json.writeNumberField("kept", ring.last() - ring.first() + 1);
      json.writeNumberField("evicted", ring.first() - 1);
      json.writeNumberField("bytes", ring.bytes());
    }
    json.writeEndObject();
  }

  private static void loss(Series series, JsonGenerator json) throws IOException {
    Matcher self = SELF.matcher(series.key.name());
    if (!self.matches()) {
      return;
    }
    for (KeyValue attribute : series.key.attributes()) {
      if (attribute.getKey().equals("error.type")) {
        json.writeStartObject();
        json.writeStringField("service", series.key.origin().service());
        json.writeStringField("stage", self.group(1));
        json.writeStringField("signal", self.group(2));
        json.writeStringField("reason", attribute.getValue().getStringValue());
        json.writeNumberField("lost", Math.round(series.total()));
        json.writeEndObject();
      }
    }
  }
}
