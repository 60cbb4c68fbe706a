package dev.logline.examples.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the collector's file exporter wrote: a line of OTLP/JSON for each request.
 *
 * @param services the service names of all resources
 */
record CollectorOutput(
    List<Log> logs, List<Span> spans, Set<String> metrics, Set<String> services) {
  private static final ObjectMapper JSON = new ObjectMapper();

  record Log(
      String scope,
      String body,
      int severityNumber,
      String severityText,
      String traceId,
      String spanId) {}

  record Span(String name, String traceId, String spanId) {}

  static CollectorOutput read(Path file) throws IOException {
    CollectorOutput output =
        new CollectorOutput(new ArrayList<>(), new ArrayList<>(), new TreeSet<>(), new TreeSet<>());
    if (Files.exists(file)) {
      String text = Files.readString(file, UTF_8);
      // The last line may be half written.
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", 0)) {
        if (!line.isEmpty()) {
          output.add(JSON.readTree(line));
        }
      }
    }
    return output;
  }

  /** The bodies of all records, in the order of their arrival. */
  List<String> bodies() {
    return logs.stream().map(Log::body).toList();
  }

  private void add(JsonNode request) {
    for (String signal : List.of("Logs", "Spans", "Metrics")) {
      for (JsonNode ofResource : request.path("resource" + signal)) {
        addService(ofResource.path("resource"));
        for (JsonNode ofScope : ofResource.path("scope" + signal)) {
          String scope = ofScope.path("scope").path("name").asText();
          ofScope.path("logRecords").forEach(log -> logs.add(log(scope, log)));
          ofScope.path("spans").forEach(span -> spans.add(span(span)));
          ofScope.path("metrics").forEach(metric -> metrics.add(metric.path("name").asText()));
        }
      }
    }
  }

  private void addService(JsonNode resource) {
    for (JsonNode attribute : resource.path("attributes")) {
      if (attribute.path("key").asText().equals("service.name")) {
        services.add(attribute.path("value").path("stringValue").asText());
      }
    }
  }

  private static Log log(String scope, JsonNode log) {
    return new Log(
        scope,
        log.path("body").path("stringValue").asText(),
        log.path("severityNumber").asInt(),
        log.path("severityText").asText(),
        log.path("traceId").asText(),
        log.path("spanId").asText());
  }

  private static Span span(JsonNode span) {
    return new Span(
        span.path("name").asText(), span.path("traceId").asText(), span.path("spanId").asText());
  }
}
