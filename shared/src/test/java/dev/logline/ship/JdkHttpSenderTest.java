package dev.logline.ship;

import static dev.logline.ship.Sending.failure;
import static dev.logline.ship.Sending.request;
import static dev.logline.ship.Sending.response;
import static dev.logline.ship.Sending.send;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.ReceivedRequest;
import dev.logline.testkit.Reply;
import dev.logline.testkit.Signal;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.ProxyOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "over the JDK's client: {0}")
@ValueSource(booleans = {false, true})
class JdkHttpSenderTest {
  @Parameter boolean overTheJdksClient;

  private final FakeCollector collector = FakeCollector.start();
  private final TestSenderConfig config = TestSenderConfig.to(collector);

  @BeforeEach
  void choose() {
    config.overTheJdksClient(overTheJdksClient);
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void deliversTheMessageWithItsContentType() {
    HttpResponse response = response(send(new JdkHttpSender(config), request(3)));

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(collector.logRecords()).hasSize(3);
    ReceivedRequest seen = collector.requests(Signal.LOGS).get(0);
    assertThat(seen.header("Content-Type")).containsExactly("application/x-protobuf");
    assertThat(seen.header("Content-Length")).containsExactly("" + seen.encodedBytes());
  }

  @Test
  void asksForTheHeadersAtEveryRequestAndSendsAllTheirValues() {
    Iterator<String> tokens = List.of("first", "second").iterator();
    config.headers =
        () -> Map.of("authorization", List.of(tokens.next()), "x-a", List.of("1", "2"));
    JdkHttpSender sender = new JdkHttpSender(config);

    response(send(sender));
    response(send(sender));

    List<ReceivedRequest> seen = collector.requests(Signal.LOGS);
    assertThat(seen)
        .extracting(r -> r.header("Authorization"))
        .containsExactly(List.of("first"), List.of("second"));
    assertThat(seen.get(0).header("x-a")).containsExactly("1", "2");
  }

  @Test
  void neverAsksForACompressedAnswer() {
    config.headers = () -> Map.of("accept-encoding", List.of("gzip"));

    response(send(new JdkHttpSender(config)));

    assertThat(collector.requests(Signal.LOGS).get(0).header("Accept-Encoding")).isEmpty();
  }

  @Test
  void compresses() {
    config.compressor = TestSenderConfig.gzip();

    response(send(new JdkHttpSender(config), request(1000)));

    assertThat(collector.logRecords()).hasSize(1000);
    ReceivedRequest seen = collector.requests(Signal.LOGS).get(0);
    assertThat(seen.header("Content-Encoding")).containsExactly("gzip");
    assertThat(seen.encodedBytes()).isLessThan(request(1000).getContentLength() / 2);
  }

  @Test
  void givesTheHeadersOfTheAnswer() {
    collector.script(Reply.status(503, "7"));

    HttpResponse response = response(send(new JdkHttpSender(config)));

    assertThat(response.getStatusCode()).isEqualTo(503);
    assertThat(((JdkHttpResponse) response).header("retry-after")).contains("7");
    assertThat(response.getResponseBody()).asString(US_ASCII).isEqualTo("busy");
  }

  @Test
  void followsNoRedirect() {
    try (FakeCollector elsewhere = FakeCollector.start()) {
      collector.script(Reply.redirect(elsewhere.endpoint() + Signal.LOGS.path()));

      assertThat(response(send(new JdkHttpSender(config))).getStatusCode()).isEqualTo(302);
      assertThat(elsewhere.logRequests()).isEmpty();
    }
  }

  @Test
  void goesThroughTheProxy() {
    // The proxy is the collector: a request that comes to it was not sent to the backend's host.
    config.endpoint = URI.create("http://backend.invalid:4318/v1/logs");
    config.proxy =
        ProxyOptions.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), collector.port()));

    response(send(new JdkHttpSender(config)));

    assertThat(collector.requests(Signal.LOGS).get(0).header("Host"))
        .containsExactly("backend.invalid:4318");
  }

  @Test
  void givesUpAnAnswerThatNeverComes() {
    collector.answer(Reply.hang());
    config.timeout = Duration.ofMillis(300);

    assertThat(failure(send(new JdkHttpSender(config))))
        .isInstanceOf(HttpTimeoutException.class)
        .hasMessageContaining("within 300 ms");
  }

  @Test
  void closesTheConnectionWhenTheBodyStalls() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      config.endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
      config.timeout = Duration.ofMillis(300);
      CompletableFuture<HttpResponse> outcome = send(new JdkHttpSender(config));
      try (Socket connection = server.accept()) {
        connection.setSoTimeout(10_000);
        connection
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na".getBytes(US_ASCII));

        assertThat(failure(outcome)).isInstanceOf(HttpTimeoutException.class);
        assertThat(untilTheEnd(connection)).startsWith("POST / HTTP/1.1");
      }
    }
  }

  private static String untilTheEnd(Socket connection) throws IOException {
    return new String(connection.getInputStream().readAllBytes(), ISO_8859_1);
  }

  @Test
  void stopsReadingABodyThatHasNoEnd() {
    collector.answer(Reply.hugeBody());

    assertThat(failure(send(new JdkHttpSender(config))))
        .isInstanceOf(ResponseTooLargeException.class)
        .hasMessageContaining("4194304 bytes");
  }

  @Test
  void readsABodyUpToTheLimitAndNotOneByteMore() {
    collector.script(
        Reply.body(200, "text/plain", "12345", Map.of()),
        Reply.body(200, "text/plain", "123456", Map.of()));
    config.maxResponseBodySize = 5;
    JdkHttpSender sender = new JdkHttpSender(config);

    assertThat(response(send(sender)).getResponseBody()).hasSize(5);
    assertThat(failure(send(sender))).isInstanceOf(ResponseTooLargeException.class);
  }

  @Test
  void readsAnAnswerThatIsCompressedThoughThatWasNotAskedFor() {
    byte[] answer = {10, 2, 8, 3}; // three records were refused
    collector.script(
        Reply.gzip("application/x-protobuf", answer),
        Reply.body(200, "application/x-protobuf", "", Map.of("Content-Encoding", "gzip")));
    JdkHttpSender sender = new JdkHttpSender(config);

    HttpResponse response = response(send(sender));
    assertThat(response.getResponseBody()).isEqualTo(answer);
    assertThat(HttpAnswers.answer(response)).isEqualTo(new Answer.Delivered(3, ""));
    assertThat(response(send(sender)).getResponseBody()).isEmpty();
  }

  @Test
  void readsACompressedAnswerUpToTheSameLimit() {
    collector.script(
        Reply.gzip("text/plain", new byte[4 << 20]), Reply.gzip("text/plain", new byte[64 << 20]));
    JdkHttpSender sender = new JdkHttpSender(config);

    assertThat(response(send(sender)).getResponseBody()).hasSize(4 << 20);
    assertThat(failure(send(sender)))
        .isInstanceOf(ResponseTooLargeException.class)
        .hasMessageContaining("4194304 bytes");
  }

  @Test
  void anAnswerThatIsNotCompressedAsItSaysIsAFailure() {
    collector.script(Reply.body(200, "text/plain", "plain", Map.of("Content-Encoding", "gzip")));

    assertThat(failure(send(new JdkHttpSender(config)))).isInstanceOf(IOException.class);
  }

  @Test
  void namesTheHeaderThatCannotBeSentAndNotItsValue() {
    config.headers = () -> Map.of("Host", List.of("s3cret"));
    assertThat(failure(send(new JdkHttpSender(config))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header 'Host' cannot be sent: the JDK's HTTP client sets it itself");

    config.headers = () -> Map.of("api-key", List.of("s3cret\nx"));
    assertThat(failure(send(new JdkHttpSender(config))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageContaining("'api-key'")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void reportsWhatTheHeadersOrTheMessageThrow() {
    config.headers =
        () -> {
          throw new IllegalStateException("no token");
        };

    assertThat(failure(send(new JdkHttpSender(config)))).hasMessage("no token");
  }

  @Test
  void triesOnceWithoutARetryPolicy() {
    collector.answer(Reply.status(503));
    JdkHttpSender sender = new JdkHttpSender(config);

    assertThat(response(send(sender)).getStatusCode()).isEqualTo(503);
    assertThat(collector.refused()).hasSize(1);
  }

  @Test
  void printsItsConfigurationWithoutSecrets() {
    config.endpoint = URI.create("http://user:s3cret@127.0.0.1:4318/v1/logs?token=s3cret");
    config.headers = () -> Map.of("api-key", List.of("s3cret"));
    config.compressor = TestSenderConfig.gzip();

    assertThat(new JdkHttpSender(config))
        .hasToString(
            "JdkHttpSender{endpoint=http://127.0.0.1:4318/v1/logs?***, timeout=PT10S,"
                + " compression=gzip}");
  }

  @Test
  void refusesAnEndpointThatNoRequestCanReach() {
    config.endpoint = URI.create("ftp://user:s3cret@host/");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JdkHttpSender(config))
        .withMessage("endpoint ftp://host/ is not http or https");

    config.endpoint = URI.create("http://user:s3cret@my_collector:4318/v1/logs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JdkHttpSender(config))
        .withMessageStartingWith("endpoint http://my_collector:4318/v1/logs has no valid host");
  }

  @Test
  void saysThatTheProxyWantsCredentials() throws IOException {
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      config.endpoint = URI.create("https://backend.invalid:4318/v1/logs");
      config.proxy = ProxyOptions.create((InetSocketAddress) proxy.getLocalSocketAddress());
      CompletableFuture<HttpResponse> outcome = send(new JdkHttpSender(config));
      try (Socket connection = proxy.accept()) {
        String answer = "HTTP/1.1 407 Who are you?\r\nContent-Length: 0\r\n\r\n";
        connection.getOutputStream().write(answer.getBytes(US_ASCII));

        assertThat(response(outcome).getStatusCode()).isEqualTo(407);
        assertThat(HttpAnswers.answer(response(outcome)))
            .isEqualTo(
                new Answer.Misconfigured("HTTP 407: the proxy wants credentials, and gets none"));
      }
    }
  }
}
