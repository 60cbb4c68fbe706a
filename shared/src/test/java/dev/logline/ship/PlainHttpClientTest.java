package dev.logline.ship;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.logline.ship.RawBackend.Act;
import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Signal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What goes over a connection, and what becomes of it afterwards. */
class PlainHttpClientTest {
  private static final InetAddress LOOPBACK = address(127, 0, 0, 1);
  private static final String TOO_LARGE =
      "HTTP/1.1 413 Too Large\r\nContent-Length: 8\r\n\r\ntoo much";
  private static final int MORE_THAN_SOCKETS_TAKE = 64 << 20;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final PlainHttpClient client =
      new PlainHttpClient(Duration.ofSeconds(10), threads, HttpClient::newHttpClient);

  private static InetAddress address(int... bytes) {
    byte[] address = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      address[i] = (byte) bytes[i];
    }
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void stop() {
    client.close();
    threads.shutdownNow();
  }

  /** A server with one connection. */
  private interface Conversation {
    void with(Socket connection) throws IOException;
  }

  private ServerSocket serve(Conversation conversation) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    threads.execute(
        () -> {
          try (Socket connection = server.accept()) {
            conversation.with(connection);
          } catch (IOException e) {
            // The client has closed it, or the test is over.
          }
        });
    return server;
  }

  private static URI uri(ServerSocket server) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1/logs");
  }

  private CompletableFuture<HttpResponse<byte[]>> send(URI uri, int bytes, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).POST(new ArrayPublisher(new byte[bytes], bytes));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.sendAsync(request.build(), BoundedBody.upTo(1_000));
  }

  private static HttpResponse<byte[]> answer(CompletableFuture<HttpResponse<byte[]>> future)
      throws Exception {
    return future.get(20, SECONDS);
  }

  private static Throwable failure(CompletableFuture<?> future) {
    try {
      throw new AssertionError("no failure, but " + future.get(20, SECONDS));
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (Exception e) {
      return e;
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.read());
    }
    return head.toString(ISO_8859_1);
  }

  private static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  @Test
  void writesTheRequest() throws Exception {
    CompletableFuture<String> read = new CompletableFuture<>();
    try (ServerSocket server =
        serve(
            connection -> {
              InputStream in = connection.getInputStream();
              read.complete(head(in) + in.readNBytes(5).length);
              write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            })) {
      URI uri = URI.create(uri(server) + "?a=%20b");
      // What is configured cannot change where the body ends.
      String[] headers = {"X-Test", "a, b", "Transfer-Encoding", "chunked"};
      assertThat(answer(send(uri, 5, headers)).statusCode()).isEqualTo(200);
      assertThat(read.get(20, SECONDS))
          .isEqualTo(
              "POST /v1/logs?a=%20b HTTP/1.1\r\nHost: 127.0.0.1:"
                  + server.getLocalPort()
                  + "\r\nContent-Length: 5\r\nX-Test: a, b\r\n\r\n5");
    }
  }

  @Test
  void oneConnectionServesOneRequestAfterTheOther() throws Exception {
    try (RawBackend backend = RawBackend.start((connection, request) -> Act.ANSWER)) {
      for (int bytes = 0; bytes < 3_000_000; bytes += 300_000) {
        assertThat(answer(send(backend.config().endpoint, bytes)).statusCode()).isEqualTo(200);
      }
      assertThat(backend.requests()).isEqualTo(10);
      assertThat(backend.connections()).isOne();
    }
  }

  @Test
  void requestsAtTheSameTimeHaveConnectionsOfTheirOwn() throws Exception {
    try (RawBackend backend =
        RawBackend.start((connection, r) -> connection == 0 ? Act.SILENCE : Act.ANSWER)) {
      CompletableFuture<?> first = send(backend.config().endpoint, 1);
      await().atMost(20, SECONDS).until(() -> backend.requests() == 1);
      assertThat(answer(send(backend.config().endpoint, 1)).statusCode()).isEqualTo(200);
      assertThat(first).isNotDone();
      first.cancel(true);
    }
  }

  @Test
  void anAnswerThatComesBeforeAllWasReadIsTaken() throws Exception {
    CompletableFuture<Integer> behind = new CompletableFuture<>();
    try (ServerSocket server =
        serve(
            connection -> {
              head(connection.getInputStream());
              write(connection, TOO_LARGE);
              // Reads on only when the client is known to have its answer.
              behind.join();
            })) {
      HttpResponse<byte[]> answer = answer(send(uri(server), MORE_THAN_SOCKETS_TAKE));
      behind.complete(0);
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(new String(answer.body(), ISO_8859_1)).isEqualTo("too much");
    }
  }

  @Test
  void anAnswerBehindWhichTheConnectionIsResetIsTaken() throws Exception {
    try (ServerSocket server =
        serve(
            connection -> {
              head(connection.getInputStream());
              write(connection, TOO_LARGE);
              connection.setSoLinger(true, 0); // with unread bytes it is a reset in any case
            })) {
      HttpResponse<byte[]> answer = answer(send(uri(server), MORE_THAN_SOCKETS_TAKE));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(new String(answer.body(), ISO_8859_1)).isEqualTo("too much");
    }
  }

  @Test
  void aConnectionThatBreaksWhileItIsWrittenToIsAFailure() throws Exception {
    try (ServerSocket server =
        serve(
            connection -> {
              head(connection.getInputStream());
              connection.setSoLinger(true, 0);
            })) {
      assertThat(failure(send(uri(server), MORE_THAN_SOCKETS_TAKE)))
          .isInstanceOf(IOException.class)
          .satisfies(e -> assertThat(Failures.isBrokenConnection(e)).isTrue());
    }
  }

  @Test
  void aConnectionWithMoreThanTheAnswerIsNotUsedAgain() throws Exception {
    try (ServerSocket server =
        serve(
            connection -> {
              head(connection.getInputStream());
              write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 500 X\r\n");
              assertThat(connection.getInputStream().read()).isNegative();
            })) {
      assertThat(answer(send(uri(server), 0)).statusCode()).isEqualTo(200);
      assertThat(client.idleConnection()).isNull();
    }
  }

  @Test
  void toCancelClosesTheConnection() throws Exception {
    CompletableFuture<Integer> read = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    try (ServerSocket server =
        serve(
            connection -> {
              head(connection.getInputStream());
              asked.complete(null);
              read.complete(connection.getInputStream().read());
            })) {
      CompletableFuture<HttpResponse<byte[]>> future = send(uri(server), 0);
      asked.get(20, SECONDS);
      assertThat(future.cancel(true)).isTrue();
      assertThat(read.get(20, SECONDS)).isNegative();
    }
  }

  @Test
  void toCloseClosesWhatIsIdleAndWhatIsInUseLater() throws Exception {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    CompletableFuture<Integer> read = new CompletableFuture<>();
    try (RawBackend backend = RawBackend.start((c, r) -> Act.ANSWER);
        ServerSocket server =
            serve(
                connection -> {
                  head(connection.getInputStream());
                  closed.join();
                  write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                  read.complete(connection.getInputStream().read());
                })) {
      CompletableFuture<HttpResponse<byte[]>> inUse = send(uri(server), 0);
      answer(send(backend.config().endpoint, 0));
      client.close();
      closed.complete(null);

      assertThat(answer(inUse).statusCode()).isEqualTo(200);
      assertThat(read.get(20, SECONDS)).isNegative();
      assertThat(client.idleConnection()).isNull();
      // Who still has it may use it, and nothing stays open.
      assertThat(answer(send(backend.config().endpoint, 0)).statusCode()).isEqualTo(200);
      assertThat(client.idleConnection()).isNull();
    }
  }

  @Test
  void eachAddressOfAHostIsTried() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      PlainConnection connection = new PlainConnection();
      connection.connect(
          List.of(address(127, 0, 0, 2), LOOPBACK),
          server.getLocalPort(),
          Optional.of(Duration.ofSeconds(10)));
      assertThat(connection.isUsable()).isTrue();
      connection.close();
    }
  }

  @Test
  void aHostThatRefusesAllIsNotThere() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0)) {
      port = server.getLocalPort();
    }
    assertThat(failure(send(URI.create("http://127.0.0.1:" + port), 0)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("refused");
    assertThat(failure(send(URI.create("http://backend.invalid"), 0)))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void anAddressThatIsSilentHasTheConnectTimeout() throws Exception {
    List<SocketChannel> others = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
      for (int i = 0; i < 8; i++) { // nobody accepts: the kernel drops what comes then
        SocketChannel other = SocketChannel.open();
        other.configureBlocking(false);
        other.connect(new InetSocketAddress(LOOPBACK, server.getLocalPort()));
        others.add(other);
      }
      PlainConnection connection = new PlainConnection();
      assertThatThrownBy(
              () ->
                  connection.connect(
                      List.of(LOOPBACK), server.getLocalPort(), Optional.of(Duration.ofMillis(50))))
          .isInstanceOf(HttpConnectTimeoutException.class);
      connection.close();
    } finally {
      for (SocketChannel other : others) {
        other.close();
      }
    }
  }

  @Test
  void whatTheJvmSendsToAProxyGoesThere() throws Exception {
    ProxySelector before = ProxySelector.getDefault();
    try (FakeCollector proxy = FakeCollector.start()) {
      ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress(LOOPBACK, proxy.port())));
      URI uri = URI.create("http://backend.invalid:4318" + Signal.LOGS.path());
      assertThat(answer(send(uri, 0)).statusCode()).isEqualTo(200);
      assertThat(proxy.requests(Signal.LOGS).get(0).header("Host"))
          .containsExactly("backend.invalid:4318");
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void anAddressOfVersion6HasItsBrackets() throws Exception {
    CompletableFuture<String> read = new CompletableFuture<>();
    ServerSocket server;
    try {
      server = new ServerSocket(0, 1, address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    } catch (SocketException e) {
      Assumptions.abort("no IPv6 here: " + e);
      return;
    }
    try (server) {
      threads.execute(
          () -> {
            try (Socket connection = server.accept()) {
              read.complete(head(connection.getInputStream()));
              write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            } catch (IOException e) {
              read.completeExceptionally(e);
            }
          });
      URI uri = URI.create("http://[::1]:" + server.getLocalPort());
      assertThat(answer(send(uri, 0)).statusCode()).isEqualTo(200);
      assertThat(read.join())
          .startsWith("POST / HTTP/1.1\r\nHost: [::1]:" + server.getLocalPort() + "\r\n");
    }
  }
}
