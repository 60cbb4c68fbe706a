package dev.logline.testkit;

import com.google.protobuf.Message;
import com.sun.net.httpserver.HttpExchange;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * One request as a {@link FakeCollector} saw it.
 *
 * @param headers by lower-case name
 * @param encodedBytes the size of the body as it came, compressed or not
 * @param message the decoded {@code Export...ServiceRequest}
 */
public record ReceivedRequest(
    Signal signal, Map<String, List<String>> headers, int encodedBytes, Message message) {

  /** All values of one header; empty when it was not sent. */
  public List<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  static ReceivedRequest read(Signal signal, HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> e.getKey().toLowerCase(Locale.ROOT), e -> List.copyOf(e.getValue())));
    byte[] encoded = exchange.getRequestBody().readAllBytes();
    boolean gzip = headers.getOrDefault("content-encoding", List.of()).contains("gzip");
    try (InputStream raw = new ByteArrayInputStream(encoded);
        InputStream in = gzip ? new GZIPInputStream(raw) : raw) {
      return new ReceivedRequest(signal, headers, encoded.length, decode(signal, in));
    }
  }

  private static Message decode(Signal signal, InputStream in) throws IOException {
    return switch (signal) {
      case LOGS -> ExportLogsServiceRequest.parseFrom(in);
      case TRACES -> ExportTraceServiceRequest.parseFrom(in);
      case METRICS -> ExportMetricsServiceRequest.parseFrom(in);
    };
  }
}
