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
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSession;

/** One request over a {@link PlainConnection}, and its answer. */
final class PlainExchange<T> implements Runnable {
  private static final int HTTP_PORT = 80;

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
      return new Answer<>(request, response.statusCode(), response.headers(), response.body());
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
    head.append(" HTTP/1.1\r\nHost: ").append(uri.getHost());
    if (uri.getPort() >= 0) {
      head.append(':').append(uri.getPort());
    }
    head.append("\r\nContent-Length: ").append(body.contentLength()).append("\r\n");
    request
        .headers()
        .map()
        .forEach(
            (name, values) ->
                values.forEach(
                    value -> head.append(name).append(": ").append(value).append("\r\n")));
    return head.append("\r\n").toString().getBytes(US_ASCII);
  }

  private record Answer<T>(HttpRequest request, int statusCode, HttpHeaders headers, T body)
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
