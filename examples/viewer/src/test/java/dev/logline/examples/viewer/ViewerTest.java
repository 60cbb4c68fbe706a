package dev.logline.examples.viewer;

import static dev.logline.examples.viewer.Sender.id;
import static dev.logline.examples.viewer.Sender.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found at which address, by whom. */
final class ViewerTest {
  private static final long NOW = 1_790_000_000_000_000_000L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private Viewer viewer;

  @BeforeEach
  void start() throws IOException {
    viewer = Viewer.start(0);
  }

  @AfterEach
  void stop() {
    viewer.close();
  }

  @Test
  void servesThePageAtTheAddressOfEachViewAndKeepsItToItself() throws Exception {
    for (String path :
        List.of("", "traces", "traces/" + ShopDemo.FAILED, "records/17", "metrics", "losses")) {
      HttpResponse<String> answer = get(path);

      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).startsWith("<!DOCTYPE html>");
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';")
          .contains("img-src 'self' data:", "frame-ancestors 'none'");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
    assertThat(get("main.js").headers().firstValue("Content-Type"))
        .hasValue("text/javascript; charset=utf-8");
  }

  @Test
  void servesNothingElse() throws Exception {
    for (String path :
        List.of(
            "Main.class",
            "page/index.html",
            "..%2fMain.class",
            "traces/xyz",
            "api",
            "api/other",
            "api/traces/0102",
            "v1/profiles",
            "style.css/")) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(get("api/records?after=x").statusCode()).isEqualTo(400);
    assertThat(post("api/records", "text/plain", new byte[0]).statusCode()).isEqualTo(405);
    assertThat(post("", "text/plain", new byte[0]).statusCode()).isEqualTo(405);
  }

  @Test
  void answersOnlyToNamesOfThisHost() throws Exception {
    for (String path : List.of("/", "/api/records", "/v1/logs", "/main.js")) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
        socket.setSoTimeout(10_000);
        String request =
            "GET " + path + " HTTP/1.1\r\nHost: evil.example:4318\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(UTF_8));

        assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
            .as(path)
            .startsWith("HTTP/1.1 403");
      }
    }
  }

  @Test
  void takesJsonInGzipFromAnyLanguage() throws Exception {
    byte[] request =
        """
        {"resourceLogs": [{
          "resource": {"attributes": [{"key": "service.name", "value": {"stringValue": "py"}}]},
          "scopeLogs": [{"scope": {"name": "root"}, "logRecords": [{
            "timeUnixNano": "1790000000000000001", "severityNumber": 9,
            "traceId": "5B8EFFF798038103D269B633813FC60C", "spanId": "EEE19B7EC3C1B174",
            "body": {"stringValue": "hello"}}]}]}]}
        """
            .getBytes(UTF_8);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(request);
    }

    HttpResponse<String> answer =
        client.send(
            request("v1/logs")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{}");
    JsonNode records = json("api/records");
    assertThat(records.at("/records/0/record/body/stringValue").asText()).isEqualTo("hello");
    assertThat(records.at("/records/0/record/traceId").asText()).isEqualTo(ShopDemo.FAILED);
    assertThat(records.at("/records/0/record/timeUnixNano").asText())
        .isEqualTo("1790000000000000001");
    assertThat(records.at("/origins/0/scope/name").asText()).isEqualTo("root");
  }

  @Test
  void takesRecordsWhilePagesDoNotReadTheirs() throws Exception {
    Sender sender = new Sender(viewer.endpoint(), "shop");
    for (int i = 0; i < 8; i++) {
      sender.logs(
          "shop.Main",
          record(NOW, 9, "x".repeat(2_000_000)).setTraceId(id(ShopDemo.FAILED)).build());
    }
    List<Socket> pages = new ArrayList<>();
    try {
      String request =
          "GET /api/traces/" + ShopDemo.FAILED + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      for (int i = 0; i < 40; i++) {
        Socket page = new Socket(InetAddress.getLoopbackAddress(), port());
        pages.add(page);
        page.getOutputStream().write(request.getBytes(UTF_8));
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> get("api/records").statusCode() == 503);

      sender.logs("shop.Main", record(NOW, 9, "hello").build());

      assertThat(viewer.store().records.last()).isEqualTo(9);
    } finally {
      for (Socket page : pages) {
        page.close();
      }
    }
  }

  private int port() {
    return URI.create(viewer.page()).getPort();
  }

  private JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
    return client.send(
        request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)).build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(viewer.page() + path)).timeout(Duration.ofSeconds(25));
  }
}
