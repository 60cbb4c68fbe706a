package dev.logline.examples.viewer;

import static dev.logline.examples.viewer.Sender.id;
import static dev.logline.examples.viewer.Sender.record;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page is told. */
final class ApiTest {
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
  void givesRecordsInPiecesThatBeginWhereThePageIs() throws Exception {
    Sender sender = new Sender(viewer.endpoint(), "shop");
    for (int i = 1; i <= 5; i++) {
      sender.logs("shop.Main", record(NOW, 9, "record " + i).build());
    }

    assertThat(json("api/records?after=3").get("records"))
        .extracting(record -> record.get("number").asLong())
        .containsExactly(4L, 5L);
    assertThat(json("api/records?after=-2").get("records"))
        .extracting(record -> record.get("number").asLong())
        .containsExactly(4L, 5L);
    assertThat(json("api/records").get("origins")).hasSize(1);
  }

  @Test
  void hasAPageWaitUntilThereIsSomething() throws Exception {
    CompletableFuture<HttpResponse<String>> waiting =
        client.sendAsync(
            request("api/records?after=0&wait=20000").build(), BodyHandlers.ofString());

    new Sender(viewer.endpoint(), "shop").logs("shop.Main", record(NOW, 9, "hello").build());

    assertThat(waiting.get(15, TimeUnit.SECONDS).body()).contains("hello");
  }

  @Test
  void listsTracesAndGivesEachAsOtlp() throws Exception {
    new ShopDemo(viewer.endpoint(), NOW).send(2);

    JsonNode traces = json("api/traces");
    assertThat(traces).hasSize(3);
    assertThat(traces.get(0).toString())
        .contains("\"traceId\":\"" + ShopDemo.FAILED + "\"", "\"root\":\"POST /orders\"")
        .contains("[\"checkout\",\"payment\",\"stock\"]", "\"spans\":7,\"errors\":3,\"records\":6");
    JsonNode trace = json("api/traces/" + ShopDemo.FAILED);
    assertThat(trace.at("/otlp/resourceSpans")).hasSize(3);
    assertThat(trace.at("/numbers")).hasSize(6);
    assertThat(json("api/traces/" + "0".repeat(32)).at("/otlp/resourceSpans")).isEmpty();
  }

  @Test
  void countsWhatSendersLostAndWhatItRefused() throws Exception {
    new ShopDemo(viewer.endpoint(), NOW).send(0);
    post("v1/logs", "application/json", "[]".getBytes(UTF_8));

    JsonNode status = json("api/records").get("status");

    assertThat(status.get("losses")).hasSize(1);
    assertThat(status.at("/losses/0").toString())
        .isEqualTo(
            "{\"service\":\"checkout\",\"stage\":\"processor\",\"signal\":\"log\","
                + "\"reason\":\"queue_full\",\"lost\":12}");
    assertThat(status.get("refused").asInt()).isEqualTo(1);
    assertThat(status.at("/records/received").asInt()).isEqualTo(9);
  }

  @Test
  void keepsWithinItsMemory() throws Exception {
    viewer.close();
    viewer = Viewer.start(ViewerOptions.parse(List.of("--port", "0", "--memory", "4MiB")));
    Sender sender = new Sender(viewer.endpoint(), "shop");

    for (int i = 0; i < 20; i++) {
      sender.logs(
          "shop.Main", record(NOW, 9, "x".repeat(500_000)).setTraceId(id(ShopDemo.FAILED)).build());
    }

    JsonNode records = json("api/records").at("/status/records");
    assertThat(records.get("received").asInt()).isEqualTo(20);
    assertThat(records.get("kept").asInt()).isEqualTo(4);
    assertThat(records.get("evicted").asInt()).isEqualTo(16);
    assertThat(records.get("bytes").asLong()).isLessThan(2 << 20);
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
