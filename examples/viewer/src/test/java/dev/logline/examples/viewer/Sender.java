package dev.logline.examples.viewer;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** Sends to a viewer as one service, in protobuf. */
final class Sender {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final String endpoint;
  private final Resource resource;

  Sender(String endpoint, String service) {
    this.endpoint = endpoint;
    this.resource =
        Resource.newBuilder()
            .addAttributes(attribute("service.name", service))
            .addAttributes(attribute("service.version", "1.4.2"))
            .addAttributes(attribute("host.name", "laptop"))
            .build();
  }

  void logs(String logger, LogRecord... records) {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    request
        .addResourceLogsBuilder()
        .setResource(resource)
        .addScopeLogsBuilder()
        .setScope(scope(logger))
        .addAllLogRecords(List.of(records));
    post("/v1/logs", request.build());
  }

  void spans(Span... spans) {
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request
        .addResourceSpansBuilder()
        .setResource(resource)
        .addScopeSpansBuilder()
        .setScope(scope("io.opentelemetry.http"))
        .addAllSpans(List.of(spans));
    post("/v1/traces", request.build());
  }

  void metrics(Metric... metrics) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request
        .addResourceMetricsBuilder()
        .setResource(resource)
        .addScopeMetricsBuilder()
        .setScope(scope("shop"))
        .addAllMetrics(List.of(metrics));
    post("/v1/metrics", request.build());
  }

  static LogRecord.Builder record(long nanos, int severity, String body) {
    return LogRecord.newBuilder()
        .setTimeUnixNano(nanos)
        .setObservedTimeUnixNano(nanos)
        .setSeverityNumberValue(severity)
        .setBody(AnyValue.newBuilder().setStringValue(body));
  }

  static ByteString id(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static InstrumentationScope scope(String name) {
    return InstrumentationScope.newBuilder().setName(name).build();
  }

  private void post(String path, Message request) {
    HttpRequest post =
        HttpRequest.newBuilder(URI.create(endpoint + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/x-protobuf")
            .POST(BodyPublishers.ofByteArray(request.toByteArray()))
            .build();
    try {
      int status = CLIENT.send(post, BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        throw new IllegalStateException(path + " answered " + status);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
