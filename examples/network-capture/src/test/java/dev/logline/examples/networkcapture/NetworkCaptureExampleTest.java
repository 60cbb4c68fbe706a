package dev.logline.examples.networkcapture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import dev.logline.examples.receiver.OtlpReceiver;
import dev.logline.examples.receiver.ReceivedSpan;
import dev.logline.examples.receiver.TelemetryListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop as a process under the real javaagent, and what arrives of it. */
class NetworkCaptureExampleTest {
  private static final int PATIENCE_SECONDS = 90;

  private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
  private final TelemetryListener listener =
      new TelemetryListener() {
        @Override
        public void onSpan(ReceivedSpan span) {
          spans.add(span);
        }
      };

  @TempDir private Path directory;
  private OtlpReceiver receiver;
  private Process shop;

  @BeforeEach
  void receive() throws IOException {
    receiver = OtlpReceiver.start(0);
    receiver.telemetry().addListener(listener);
  }

  @AfterEach
  void end() {
    if (shop != null) {
      shop.destroyForcibly();
    }
    receiver.close();
  }

  private void login(String capture) throws IOException, InterruptedException {
    Path output = directory.resolve("shop.log");
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.matches("OTEL_.*|HYPERDX_.*|LS_ACCESS_TOKEN"));
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint());
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "100");
    environment.put("HYPERDX_ENABLE_ADVANCED_NETWORK_CAPTURE", capture);
    shop =
        Run.process(0, environment)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    String address =
        await("a shop that listens")
            .atMost(PATIENCE_SECONDS, SECONDS)
            .until(() -> address(output), found -> !found.isEmpty());
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address + "/login"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Authorization", "Basic YW5uOmh1bnRlcjI=")
                    .POST(BodyPublishers.ofString("user=ann&password=hunter2"))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.body()).isEqualTo("{\"name\":\"Ann\",\"token\":\"t-4711\"}");
    // The container ends its span when the answer is gone.
    await("three spans").atMost(PATIENCE_SECONDS, SECONDS).until(() -> spans.size() >= 3);
    shop.destroy();
    assertThat(shop.waitFor(PATIENCE_SECONDS, SECONDS)).isTrue();
    assertThat(Files.readString(output, UTF_8)).contains("ann asked to log in: 200");
  }

  private String address(Path output) throws IOException {
    String printed = Files.readString(output, UTF_8);
    assertThat(shop.isAlive()).as("a shop that runs; it printed: " + printed).isTrue();
    return printed
        .lines()
        .filter(line -> line.startsWith(Shop.LISTENING))
        .map(line -> line.substring(Shop.LISTENING.length()))
        .findFirst()
        .orElse("");
  }

  private Map<String, Object> attributes(String span) {
    Map<String, Object> attributes = new HashMap<>();
    spans.stream()
        .filter(any -> any.name().equals(span))
        .forEach(found -> attributes.putAll(found.attributes()));
    return attributes;
  }

  @Test
  void whatWasAskedAndAnsweredIsOnTheSpansWithoutSecrets() throws Exception {
    login("1");
    String question = "{\"user\":\"ann\",\"password\":\"REDACTED\"}";
    String answer = "{\"name\":\"Ann\",\"token\":\"REDACTED\"}";
    assertThat(spans)
        .extracting(ReceivedSpan::name)
        .containsExactlyInAnyOrder("POST /login", "POST", "POST /tokens");
    assertThat(attributes("POST /login"))
        .contains(
            entry("http.request.body", "user=ann&password=REDACTED"),
            entry("http.request.header.authorization", List.of("REDACTED")),
            entry("http.response.body", answer));
    for (String span : List.of("POST", "POST /tokens")) {
      assertThat(attributes(span))
          .as(span)
          .contains(
              entry("http.request.body", question),
              entry("http.request.header.x-api-key", List.of("REDACTED")),
              entry("http.response.body", answer),
              entry("http.response.header.set-cookie", List.of("REDACTED")),
              entry("http.response.header.content-type", List.of("application/json")));
    }
    assertThat(spans.toString()).doesNotContain("hunter2", "t-4711", "key-of-the-shop", "YW5u");
  }

  @Test
  void withoutTheVariableNothingIsCaptured() throws Exception {
    login("0");
    assertThat(spans).hasSize(3);
    assertThat(spans)
        .allSatisfy(
            span ->
                assertThat(span.attributes().keySet())
                    .noneMatch(name -> name.contains(".header.") || name.contains(".body")));
  }
}
