package dev.logline.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkCaptureFilterTest extends CaptureFixture {
  private HttpServer server;

  private URI serve(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var filters = server.createContext("/", handler).getFilters();
    filters.add(new ServerSpans());
    filters.add(new NetworkCaptureFilter(capture));
    server.start();
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/login?next=1");
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  private static HttpHandler answering(String type, byte[] body) {
    return exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.getResponseHeaders().add("Set-Cookie", "id=4711");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    };
  }

  private static HttpResponse<byte[]> post(URI uri, String type, String body)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .header("Content-Type", type)
                .header("Authorization", "Bearer hunter2hunter2")
                .header("X-Request-Id", "7")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofByteArray());
  }

  private Map<String, String> captured() {
    server.stop(1);
    return captured(Span.SpanKind.SPAN_KIND_SERVER);
  }

  @Test
  void headersAndBodiesAreOnTheSpanWithoutWhatIsSecret() throws Exception {
    byte[] answer = "{\"name\":\"Änn\",\"token\":\"hunter2\"}".getBytes(UTF_8);
    URI uri = serve(answering("application/json; charset=utf-8", answer));
    assertThat(post(uri, "application/json", "{\"user\":\"ann\",\"password\":\"hunter2\"}").body())
        .isEqualTo(answer);
    assertThat(captured())
        .contains(
            entry("http.request.header.content-type", "application/json"),
            entry("http.request.header.authorization", "REDACTED"),
            entry("http.request.header.x-request-id", "7"),
            entry("http.request.body", "{\"user\":\"ann\",\"password\":\"REDACTED\"}"),
            entry("http.request.body.size", "35"),
            entry("http.response.header.content-type", "application/json; charset=utf-8"),
            entry("http.response.header.set-cookie", "REDACTED"),
            entry("http.response.body", "{\"name\":\"Änn\",\"token\":\"REDACTED\"}"),
            entry("http.response.body.size", "33"));
    assertThat(collector.spans().toString()).doesNotContain("hunter2");
  }

  @Test
  void aFormIsRedacted() throws Exception {
    URI uri = serve(answering("text/plain", "ok, password: hunter2".getBytes(UTF_8)));
    post(uri, "application/x-www-form-urlencoded", "user=ann&password=hunter2");
    assertThat(captured())
        .contains(
            entry("http.request.body", "user=ann&password=REDACTED"),
            entry("http.response.body", "ok, password: REDACTED"));
  }

  @Test
  void jsonThatIsSentAsTextIsRedactedAsJson() throws Exception {
    URI uri = serve(answering("text/plain", new byte[0]));
    post(uri, "text/plain;charset=UTF-8", " {\"pin\":1234,\"a\":1}");
    assertThat(captured())
        .contains(entry("http.request.body", " {\"pin\":\"REDACTED\",\"a\":1}"))
        .doesNotContainKeys("http.response.body", "http.response.body.size");
  }

  @Test
  void ofALargeBodyTheBeginningIsCapturedAndAllOfItArrives() throws Exception {
    capture = NetworkCapture.builder().maxBodyBytes(10).build();
    byte[] answer = "x".repeat(3_000_000).getBytes(UTF_8);
    URI uri = serve(answering("text/plain", answer));
    assertThat(post(uri, "text/plain", "y".repeat(2_000_000)).body()).isEqualTo(answer);
    assertThat(captured())
        .contains(
            entry("http.request.body", "yyyyyyyyyy"),
            entry("http.request.body.size", "2000000"),
            entry("http.response.body", "xxxxxxxxxx"),
            entry("http.response.body.size", "3000000"));
  }

  @Test
  void whatIsNoTextOrCompressedHasNoBody() throws Exception {
    URI uri =
        serve(
            exchange -> {
              exchange.getRequestBody().readAllBytes();
              exchange.getResponseHeaders().set("Content-Type", "application/json");
              exchange.getResponseHeaders().set("Content-Encoding", "gzip");
              exchange.sendResponseHeaders(200, 0);
              try (OutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                out.write("{}".getBytes(UTF_8));
              }
            });
    post(uri, "image/png", "PNG");
    assertThat(captured())
        .contains(entry("http.request.body.size", "3"))
        .containsKey("http.response.body.size")
        .doesNotContainKeys("http.request.body", "http.response.body");
  }

  @Test
  void aBodyThatTheHandlerDoesNotReadIsNotRead() throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    URI uri =
        serve(
            exchange -> {
              try (InputStream in = exchange.getRequestBody()) {
                assertThat(in.read()).isEqualTo('a');
                assertThat(in.markSupported()).isFalse();
              } catch (AssertionError e) {
                failure.set(e);
              }
              exchange.sendResponseHeaders(204, -1);
              exchange.close();
            });
    post(uri, "text/plain", "abc");
    assertThat(failure).hasNullValue();
    assertThat(captured())
        .contains(entry("http.request.body", "a"), entry("http.request.body.size", "1"));
  }

  @Test
  void anEventStreamIsNotHeldBack() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    URI uri =
        serve(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
              exchange.sendResponseHeaders(200, 0);
              OutputStream out = exchange.getResponseBody();
              out.write("data: first\n\n".getBytes(UTF_8));
              out.flush();
              try {
                // Ends only when the client has the first event.
                exchange.setAttribute("seen", seen.await(10, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              exchange.close();
            });
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
    try (InputStream in = response.body()) {
      assertThat(new String(in.readNBytes(13), UTF_8)).isEqualTo("data: first\n\n");
      seen.countDown();
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(captured())
        .contains(
            entry("http.response.header.content-type", "text/event-stream"),
            entry("http.response.body.size", "13"))
        .doesNotContainKey("http.response.body");
  }

  @Test
  void aHandlerThatThrowsIsCapturedToo() throws Exception {
    URI uri =
        serve(
            exchange -> {
              exchange.getRequestBody().readAllBytes();
              exchange.sendResponseHeaders(500, -1);
              throw new IOException("played");
            });
    post(uri, "text/plain", "why");
    assertThat(captured()).contains(entry("http.request.body", "why"));
  }

  @Test
  void nothingIsCapturedWhileItIsOff() throws Exception {
    capture = NetworkCapture.builder().captureNetwork(false).build();
    URI uri = serve(answering("text/plain", "ok".getBytes(UTF_8)));
    assertThat(post(uri, "text/plain", "why").body()).isEqualTo("ok".getBytes(UTF_8));
    assertThat(captured()).isEmpty();
  }
}
