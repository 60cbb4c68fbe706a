package dev.logline.network;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Asks another client, and looks at what passes. */
final class CapturingHttpClient extends HttpClient {
  private final HttpClient client;
  private final NetworkCapture capture;

  CapturingHttpClient(HttpClient client, NetworkCapture capture) {
    this.client = client;
    this.capture = capture;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    if (!capture.isOn()) {
      return client.send(request, handler);
    }
    CapturingRequest capturing = new CapturingRequest(request, capture);
    return client.send(capturing, capturing.capturing(handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return sendAsync(request, handler, null);
  }

  /** What the server pushes is not captured. */
  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
    if (!capture.isOn()) {
      return client.sendAsync(request, handler, pushed);
    }
    CapturingRequest capturing = new CapturingRequest(request, capture);
    return client.sendAsync(capturing, capturing.capturing(handler), pushed);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return client.newWebSocketBuilder();
  }

  // The rest is of HttpClient since Java 21, and overrides it there.

  public void shutdown() {
    Closing.SHUTDOWN.invoke(client);
  }

  public void shutdownNow() {
    Closing.SHUTDOWN_NOW.invoke(client);
  }

  public boolean awaitTermination(Duration duration) throws InterruptedException {
    return (boolean) Closing.AWAIT_TERMINATION.invokeInterruptibly(client, duration);
  }

  public boolean isTerminated() {
    return (boolean) Closing.IS_TERMINATED.invoke(client);
  }

  public void close() {
    Closing.CLOSE.invoke(client);
  }

  @Override
  public String toString() {
    return client + " with network capture";
  }
}
