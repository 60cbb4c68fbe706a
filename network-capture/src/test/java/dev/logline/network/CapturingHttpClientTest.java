package dev.logline.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CapturingHttpClientTest extends CaptureFixture {
  private static final String ANSWER = "{\"id\":7,\"secret\":\"hunter2\"}";

  private final CountDownLatch seen = new CountDownLatch(1);
  private HttpServer server;
  private URI uri;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    server.createContext(
        "/",
        exchange -> {
          byte[] asked = exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.getResponseHeaders().set("X-Asked", new String(asked, UTF_8));
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(ANSWER.getBytes(UTF_8));
          exchange.close();
        });
    server.createContext(
        "/slow",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            exchange.setAttribute("seen", seen.await(10, TimeUnit.SECONDS));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.getResponseBody().write('}');
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    seen.countDown();
    server.stop(0);
  }

  private HttpRequest.Builder post(String body) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/json")
        .header("X-Api-Key", "hunter2")
        .POST(BodyPublishers.ofString(body));
  }

  private Map<String, String> captured() {
    return captured(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT);
  }

  private void assertCaptured() {
    assertThat(captured())
        .contains(
            entry("http.request.header.content-type", "application/json"),
            entry("http.request.header.x-api-key", "REDACTED"),
            entry("http.request.body", "{\"password\":\"REDACTED\"}"),
            entry("http.request.body.size", "21"),
            entry("http.response.header.content-type", "application/json"),
            entry("http.response.body", "{\"id\":7,\"secret\":\"REDACTED\"}"),
            entry("http.response.body.size", "27"));
  }

  @Test
  void aSpanThatIsBegunWithinTheClient() throws Exception {
    HttpClient client = capture.wrap(new TracingHttpClient(HttpClient.newHttpClient()));
    HttpResponse<String> response =
        client.send(post("{\"password\":\"hunter\"}").build(), BodyHandlers.ofString());
    assertThat(response.body()).isEqualTo(ANSWER);
    assertThat(response.headers().firstValue("x-asked")).contains("{\"password\":\"hunter\"}");
    assertCaptured();
  }

  @Test
  void aSpanThatIsBegunAround() throws Exception {
    HttpClient client = new TracingHttpClient(capture.wrap(HttpClient.newHttpClient()));
    assertThat(
            client.send(post("{\"password\":\"hunter\"}").build(), BodyHandlers.ofString()).body())
        .isEqualTo(ANSWER);
    assertCaptured();
  }

  @Test
  void anAsynchronousRequest() throws Exception {
    HttpClient client = capture.wrap(new TracingHttpClient(HttpClient.newHttpClient()));
    assertThat(
            client
                .sendAsync(post("{\"password\":\"hunter\"}").build(), BodyHandlers.ofString())
                .get(10, TimeUnit.SECONDS)
                .body())
        .isEqualTo(ANSWER);
    assertCaptured();
  }

  /** The span of a server that asks another is no place for what it asks. */
  @Test
  @SuppressWarnings("try") // the scope is there to be closed
  void withoutASpanOfItsOwnARequestIsNotCaptured() throws Exception {
    Span span = tracer().spanBuilder("server").setSpanKind(SpanKind.SERVER).startSpan();
    try (Scope scope = span.makeCurrent()) {
      capture.wrap(HttpClient.newHttpClient()).send(post("{}").build(), BodyHandlers.ofString());
    } finally {
      span.end();
    }
    assertThat(captured(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_SERVER)).isEmpty();
  }

  @Test
  void aStreamIsNotHeldBackAndIsNotCaptured() throws Exception {
    HttpClient client = capture.wrap(new TracingHttpClient(HttpClient.newHttpClient()));
    HttpRequest request = HttpRequest.newBuilder(uri.resolve("/slow")).build();
    try (InputStream in = client.send(request, BodyHandlers.ofInputStream()).body()) {
      assertThat(in.read()).isEqualTo('{');
      seen.countDown();
      assertThat(in.read()).isEqualTo('}');
      assertThat(in.read()).isEqualTo(-1);
    }
    assertThat(captured())
        .containsKey("http.response.header.content-type")
        .doesNotContainKeys("http.response.body", "http.response.body.size");
  }

  @Test
  void whatCannotConnectHasTheHeadersOfItsRequest() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    HttpClient client = capture.wrap(new TracingHttpClient(HttpClient.newHttpClient()));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + closed)).header("X-A", "b").build();
    assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
        .isInstanceOf(ConnectException.class);
    assertThat(captured()).containsExactly(entry("http.request.header.x-a", "b"));
  }

  @Test
  void nothingIsCapturedWhileItIsOff() throws Exception {
    HttpClient client =
        NetworkCapture.builder()
            .captureNetwork(false)
            .build()
            .wrap(new TracingHttpClient(HttpClient.newHttpClient()));
    client.send(post("{}").build(), BodyHandlers.ofString());
    assertThat(captured()).isEmpty();
  }

  @Test
  void isTheClientInAllElse() throws Exception {
    HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    HttpClient wrapped = capture.wrap(client);
    assertThat(wrapped.version()).isEqualTo(client.version());
    assertThat(wrapped.sslContext()).isSameAs(client.sslContext());
    assertThat(wrapped.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
    if (Runtime.version().feature() >= 21) {
      HttpClient.class.getMethod("shutdown").invoke(wrapped);
      assertThatThrownBy(() -> client.send(post("{}").build(), BodyHandlers.discarding()))
          .isInstanceOf(IOException.class);
    }
  }
}
