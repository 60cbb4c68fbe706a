package dev.logline.ship;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSession;

/** One request over a {@link PlainConnection}, and its answer. */
final class PlainExchange<T> implements Runnable {
  private static final int HTTP_PORT = 80;

  /** Headers that say how long the body is, which is known. */
  private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

  private final PlainHttpClient client;
  private final HttpRequest request;
  private final BodyHandler<T> handler;
  private final Future answer = new Future();
  private PlainConnection connection; // guarded by this, as is the next
  private boolean cancelled;

  PlainExchange(PlainHttpClient client, HttpRequest request, BodyHandler<T> handler) {
    this.client = client;
    this.request = request;
    this.handler = handler;
  }

  CompletableFuture<HttpResponse<T>> answer() {
    return answer;
  }

  /** To cancel it ends the exchange. */
  private final class Future extends CompletableFuture<HttpResponse<T>> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean first = super.cancel(mayInterruptIfRunning);
      if (first) {
        abort();
      }
      return first;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new CompletableFuture<>(); // what depends on it is cancelled alone
    }
  }

  private synchronized void abort() {
    cancelled = true;
    if (connection != null) {
      connection.abort();
    }
  }

  /** Makes {@code used} the one to abort. */
  private synchronized void use(PlainConnection used) {
    connection = used;
    if (cancelled) {
      throw new CancellationException();
    }
  }

  @Override
  public void run() {
    if (answer.isDone()) {
      return;
    }
    try {
      answer.complete(exchange());
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }

  private HttpResponse<T> exchange() throws IOException {
    ArrayPublisher body = (ArrayPublisher) request.bodyPublisher().orElseThrow();
    PlainConnection used = client.idleConnection();
    boolean kept = false;
    try {
      if (used == null) {
        used = new PlainConnection();
        use(used);
        used.connect(addresses(), port(), client.connectTimeout());
      } else {
        use(used);
      }
      PlainResponse<T> response = new PlainResponse<>(handler);
      kept = used.exchange(head(body), body.take(), response);
      return new Received<>(request, response.statusCode(), response.headers(), response.body());
    } finally {
      give(used, kept);
    }
  }

  private void give(PlainConnection used, boolean kept) {
    synchronized (this) {
      connection = null; // to be aborted by nobody
    }
    if (kept && !used.isAborted()) {
      client.keep(used);
    } else if (used != null) {
      used.close();
    }
  }

  private List<InetAddress> addresses() throws IOException {
    try {
      return List.of(InetAddress.getAllByName(request.uri().getHost()));
    } catch (UnknownHostException e) {
      ConnectException nowhere = new ConnectException();
      nowhere.initCause(e);
      throw nowhere;
    }
  }

  private int port() {
    return request.uri().getPort() < 0 ? HTTP_PORT : request.uri().getPort();
  }

  private byte[] head(ArrayPublisher body) {
    URI uri = request.uri();
    StringBuilder head = new StringBuilder(256).append("POST ");
    head.append(uri.getRawPath().isEmpty() ? "/" : uri.getRawPath());
    if (uri.getRawQuery() != null) {
      head.append('?').append(uri.getRawQuery());
    }
    head.append(" HTTP/1.1\r\n");
    HttpHeaders headers = request.headers();
    if (headers.firstValue("Host").isEmpty()) { // else the JVM was told to let it be configured
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      head.append("Host: ").append(uri.getHost()).append(port).append("\r\n");
    }
    head.append("Content-Length: ").append(body.contentLength()).append("\r\n");
    for (Map.Entry<String, List<String>> header : headers.map().entrySet()) {
      if (!FRAMING.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        for (String value : header.getValue()) {
          head.append(header.getKey()).append(": ").append(value).append("\r\n");
        }
      }
    }
    return head.append("\r\n").toString().getBytes(US_ASCII);
  }

  private record Received<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body)
      implements HttpResponse<T> {
    @Override
    public Optional<HttpResponse<T>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return request.uri();
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
