package dev.logline.ship;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * HTTP/1.1 without TLS, for requests whose body is an {@link ArrayPublisher}: each has a thread of
 * the executor and a {@link PlainConnection} until it has its answer. It follows no redirect and
 * knows no cookie.
 *
 * <p>What the JVM's {@link ProxySelector} sends to a proxy goes over the JDK's own client.
 */
final class PlainHttpClient extends HttpClient implements AutoCloseable {
  private final Duration connectTimeout;
  private final Executor executor;
  private final Supplier<HttpClient> jdkClients;
  private final Deque<PlainConnection> idle = new ConcurrentLinkedDeque<>();
  private HttpClient jdkClient; // guarded by this
  private volatile boolean retired;

  /**
   * @param connectTimeout for all addresses of a host together; zero for none
   * @param jdkClients makes the one for what goes to a proxy
   */
  PlainHttpClient(Duration connectTimeout, Executor executor, Supplier<HttpClient> jdkClients) {
    this.connectTimeout = connectTimeout;
    this.executor = executor;
    this.jdkClients = jdkClients;
  }

  /** Completes on a thread of the executor; to cancel it closes the connection. */
  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    if (isForProxy(request.uri())) {
      return jdkClient().sendAsync(request, handler);
    }
    PlainExchange<T> exchange = new PlainExchange<>(this, request, handler);
    executor.execute(exchange);
    return exchange.answer();
  }

  private static boolean isForProxy(URI uri) {
    ProxySelector selector = ProxySelector.getDefault();
    List<Proxy> proxies = selector == null ? List.of() : selector.select(uri);
    return !proxies.isEmpty() && proxies.get(0).type() == Proxy.Type.HTTP;
  }

  private synchronized HttpClient jdkClient() {
    if (jdkClient == null) {
      jdkClient = jdkClients.get();
    }
    return jdkClient;
  }

  /** One that is open, or null: the one that was in use last. */
  PlainConnection idleConnection() {
    while (true) {
      PlainConnection connection = idle.pollFirst();
      if (connection == null || connection.isUsable()) {
        return connection;
      }
      connection.close();
    }
  }

  /** Keeps it for the next request, unless this client is retired. */
  void keep(PlainConnection connection) {
    idle.addFirst(connection);
    if (retired) {
      closeIdle();
    }
  }

  private void closeIdle() {
    for (PlainConnection connection = idle.pollFirst();
        connection != null;
        connection = idle.pollFirst()) {
      connection.close();
    }
  }

  /** Closes its own connections that are idle, and the others once they are. */
  void retire() {
    retired = true;
    closeIdle();
  }

  /** The same, and lets go of the JDK's client, which may wait for what is in flight. */
  @Override
  public void close() {
    retire();
    HttpClient other;
    synchronized (this) {
      other = jdkClient;
      jdkClient = null;
    }
    if (other != null) {
      HttpClients.letGo(other);
    }
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return connectTimeout.compareTo(Duration.ZERO) > 0
        ? Optional.of(connectTimeout)
        : Optional.empty();
  }

  @Override
  public Optional<Executor> executor() {
    return Optional.of(executor);
  }

  @Override
  public Version version() {
    return Version.HTTP_1_1;
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return Optional.empty();
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }

  @Override
  public SSLContext sslContext() {
    throw new UnsupportedOperationException("without TLS");
  }

  @Override
  public SSLParameters sslParameters() {
    throw new UnsupportedOperationException("without TLS");
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    throw new UnsupportedOperationException("sendAsync does");
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushPromises) {
    return sendAsync(request, handler); // HTTP/1.1 has none
  }
}
