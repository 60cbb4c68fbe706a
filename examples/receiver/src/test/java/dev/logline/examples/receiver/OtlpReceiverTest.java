package dev.logline.examples.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OtlpReceiverTest {
  private static final int LIMIT = 4096;
  private static final String PROTOBUF = "application/x-protobuf";

  private final HttpClient client = HttpClient.newHttpClient();
  private OtlpReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = OtlpReceiver.builder().port(0).maxBodyBytes(LIMIT).start();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void takesLogs() throws Exception {
    HttpResponse<byte[]> answer = post("/v1/logs", Requests.logs("hello"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(PROTOBUF);
    assertThat(ExportLogsServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
    assertThat(receiver.telemetry().records())
        .containsExactly(
            new ReceivedRecord(
                Instant.ofEpochSecond(12, 345),
                9,
                "INFO",
                "shop.Orders",
                "0102030405060708090a0b0c0d0e0f10",
                "0102030405060708",
                "hello",
                Map.of("text", "a", "flag", true, "long", 7L, "double", 0.5, "list", List.of(1L)),
                Map.of("service.name", "shop")));
  }

  @Test
  void takesSpans() throws Exception {
    HttpResponse<byte[]> answer = post("/v1/traces", Requests.span("order"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ExportTraceServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
    assertThat(receiver.telemetry().spans())
        .containsExactly(
            new ReceivedSpan(
                "0102030405060708090a0b0c0d0e0f10",
                "0102030405060708",
                "",
                "order",
                Instant.ofEpochSecond(12, 345),
                Instant.ofEpochSecond(12, 346),
                "shop",
                Map.of(),
                Map.of("service.name", "shop")));
  }

  @Test
  void takesMetrics() throws Exception {
    HttpResponse<byte[]> answer = post("/v1/metrics", Requests.metric("shop.orders"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ExportMetricsServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
    assertThat(receiver.telemetry().metrics())
        .containsExactly(
            new ReceivedMetric(
                "shop.orders", "{order}", "sum", 2, "shop", Map.of("service.name", "shop")));
  }

  @Test
  void takesGzip() throws Exception {
    HttpResponse<byte[]> answer =
        send(request("/v1/logs", gzip(Requests.logs("packed"))).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(bodies()).containsExactly("packed");
  }

  @Test
  void takesJsonAsItTakesProtobuf() throws Exception {
    post("/v1/logs", Requests.logs("hello"));
    post("/v1/traces", Requests.span("order"));
    post("/v1/metrics", Requests.metric("shop.orders"));

    for (byte[] body :
        List.of(
            json(ExportLogsServiceRequest.parseFrom(Requests.logs("hello"))),
            json(ExportTraceServiceRequest.parseFrom(Requests.span("order"))),
            json(ExportMetricsServiceRequest.parseFrom(Requests.metric("shop.orders"))))) {
      String path =
          text(body).contains("Logs")
              ? "logs"
              : text(body).contains("Spans") ? "traces" : "metrics";
      HttpResponse<byte[]> answer =
          send(
              request("/v1/" + path, gzip(body))
                  .setHeader("Content-Type", "application/json; charset=utf-8")
                  .header("Content-Encoding", "gzip"));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(text(answer)).isEqualTo("{}");
    }

    Telemetry telemetry = receiver.telemetry();
    assertThat(telemetry.records()).hasSize(2).element(1).isEqualTo(telemetry.records().get(0));
    assertThat(telemetry.spans()).hasSize(2).element(1).isEqualTo(telemetry.spans().get(0));
    assertThat(telemetry.metrics()).hasSize(2).element(1).isEqualTo(telemetry.metrics().get(0));
  }

  @Test
  void refusesJsonInJson() throws Exception {
    HttpResponse<byte[]> answer =
        send(
            request("/v1/logs", "{\"resourceLogs\": \"\\\"\"}".getBytes(UTF_8))
                .setHeader("Content-Type", "application/json"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(text(answer))
        .startsWith("{\"message\":\"the body is not OTLP/JSON: resourceLogs is not an array");
    assertThat(receiver.telemetry().refusedCount()).isEqualTo(1);
  }

  @Test
  void refusesJsonThatUnpacksToMoreThanTheLimit() throws Exception {
    byte[] packed = gzip(("{}" + " ".repeat(1 << 20)).getBytes(UTF_8));

    HttpResponse<byte[]> answer =
        send(
            request("/v1/logs", packed)
                .setHeader("Content-Type", "application/json")
                .header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(text(answer)).isEqualTo("{\"message\":\"the body is over 4096 bytes\"}");
  }

  @Test
  void refusesAnotherHostsName() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              "GET /v1/logs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(UTF_8));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .startsWith("HTTP/1.1 403")
          .contains("Host evil.example is not a name of this server");
    }
  }

  @Test
  void takesContentTypeWithParameters() throws Exception {
    HttpResponse<byte[]> answer =
        send(
            request("/v1/logs", Requests.logs("hello"))
                .setHeader("Content-Type", "Application/X-Protobuf; charset=utf-8"));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void tellsListenersAndCounts() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    TelemetryListener listener =
        new TelemetryListener() {
          @Override
          public void onRecord(ReceivedRecord record) {
            heard.add(record.body());
          }

          @Override
          public void onSpan(ReceivedSpan span) {
            heard.add(span.name());
          }

          @Override
          public void onMetric(ReceivedMetric metric) {
            heard.add(metric.name());
          }
        };
    receiver.telemetry().addListener(listener);

    post("/v1/logs", Requests.logs("one", "two"));
    post("/v1/traces", Requests.span("order"));
    post("/v1/metrics", Requests.metric("shop.orders"));
    receiver.telemetry().removeListener(listener);
    post("/v1/logs", Requests.logs("three"));

    assertThat(heard).containsExactly("one", "two", "order", "shop.orders");
    assertThat(receiver.telemetry().recordCount()).isEqualTo(3);
    assertThat(receiver.telemetry().spanCount()).isEqualTo(1);
    assertThat(receiver.telemetry().metricCount()).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNotProtobuf() throws Exception {
    HttpResponse<byte[]> answer = post("/v1/logs", "{not protobuf".getBytes(UTF_8));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer)).contains("the body is not protobuf");
    assertThat(receiver.telemetry().recordCount()).isZero();
  }

  @Test
  void refusesWhatIsNotGzip() throws Exception {
    HttpResponse<byte[]> answer =
        send(request("/v1/logs", Requests.logs("plain")).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(text(answer)).contains("the body is not gzip");
  }

  @Test
  void refusesBodiesOverTheLimit() throws Exception {
    HttpResponse<byte[]> answer = post("/v1/logs", Requests.logs("x".repeat(1 << 20)));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(text(answer)).contains("the body is over 4096 bytes");
  }

  @Test
  void refusesGzipThatUnpacksToMoreThanTheLimit() throws Exception {
    byte[] packed = gzip(Requests.logs("x".repeat(1 << 20)));
    assertThat(packed).hasSizeLessThan(LIMIT);

    HttpResponse<byte[]> answer =
        send(request("/v1/logs", packed).header("Content-Encoding", "gzip"));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void refusesOtherContentTypesAndEncodings() throws Exception {
    byte[] body = Requests.logs("hello");

    assertThat(send(request("/v1/logs", body).setHeader("Content-Type", "text/plain")).statusCode())
        .isEqualTo(415);
    assertThat(send(request("/v1/logs", body).header("Content-Encoding", "zstd")).statusCode())
        .isEqualTo(415);
  }

  @Test
  void refusesOtherPathsAndMethods() throws Exception {
    assertThat(post("/v1/profiles", new byte[0]).statusCode()).isEqualTo(404);
    assertThat(post("/v1/logs/more", new byte[0]).statusCode()).isEqualTo(404);
    HttpResponse<byte[]> answer = send(request("/v1/logs", new byte[0]).GET());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void saysThatAPortIsTaken() {
    assertThatThrownBy(() -> OtlpReceiver.start(receiver.port())).isInstanceOf(BindException.class);
  }

  private List<String> bodies() {
    return receiver.telemetry().records().stream().map(ReceivedRecord::body).toList();
  }

  private HttpResponse<byte[]> post(String path, byte[] body) throws Exception {
    return send(request(path, body));
  }

  private HttpRequest.Builder request(String path, byte[] body) {
    return HttpRequest.newBuilder(URI.create(receiver.endpoint() + path))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", PROTOBUF)
        .POST(BodyPublishers.ofByteArray(body));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }

  private static byte[] json(Message message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var json = OtlpJson.generator(bytes)) {
      OtlpJson.write(message, json);
    }
    return bytes.toByteArray();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return text(answer.body());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
