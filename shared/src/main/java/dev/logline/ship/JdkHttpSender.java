package dev.logline.ship;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends over the JDK's HTTP client, or in plain HTTP over {@link PlainHttpClient}, and no byte
 * further than it was told to.
 *
 * <p>HTTP/1.1, no redirects, no request for compressed answers, an answer of at most 4 MiB, and a
 * deadline over the whole exchange. Threads, retries and secrets: {@link SenderThreads}, {@link
 * Attempts}, {@link RequestHeaders}.
 */
final class JdkHttpSender implements HttpSender {
  /** OTLP specification 1.x: a client should limit what it reads; this is the SDK's default. */
  static final long MAX_BODY_BYTES = 4L << 20;

  /** How long a send may still go on after {@link #shutdown}, if its own timeout is longer. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final long LONGEST_NANOS = Duration.ofDays(365).toNanos();
  private static final Logger LOGGER = Logger.getLogger(JdkHttpSender.class.getName());

  final Endpoint endpoint;
  final Duration timeout;
  final long maxBodyBytes;
  final SenderThreads threads;
  final Connections connections;

  private final Compressor compressor;
  private final RetryPolicy retryPolicy;
  private final RequestHeaders headers;
  private final CertificateProbe certificates;
  private final Set<HttpExchange> inFlight = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final AtomicBoolean shutdown = new AtomicBoolean();
  private final CompletableResultCode over = new CompletableResultCode();
  private volatile Future<?> grace;

  /**
   * @throws IllegalArgumentException if the endpoint or TLS is configured in a way that cannot be
   */
  JdkHttpSender(HttpSenderConfig config) {
    this(config, System::nanoTime);
  }

  JdkHttpSender(HttpSenderConfig config, LongSupplier nanoTime) {
    this.endpoint = Endpoint.of(config.getEndpoint());
    this.timeout = config.getTimeout();
    this.maxBodyBytes = Math.min(config.getMaxResponseBodySize(), MAX_BODY_BYTES);
    this.threads = new SenderThreads(config.getExecutorService());
    this.compressor = config.getCompressor();
    this.retryPolicy = config.getRetryPolicy();
    String encoding = compressor == null ? null : compressor.getEncoding();
    this.headers =
        new RequestHeaders(config.getHeadersSupplier(), config.getContentType(), encoding);
    this.connections = new Connections(() -> HttpClients.of(config, threads.executor()), nanoTime);
    this.certificates =
        new CertificateProbe(
            endpoint.uri(),
            context ->
                HttpClients.of(
                    context,
                    config.getConnectTimeout(),
                    config.getProxyOptions(),
                    threads.executor()),
            threads.executor(),
            nanoTime);
  }

  @Override
  public void send(
      MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
    HttpExchange exchange = null;
    Throwable failure = null;
    try {
      if (shutdown.get()) {
        failure = new IllegalStateException("the sender to " + endpoint + " is shut down");
      } else {
        RequestBody body = RequestBody.of(message, compressor);
        exchange = new HttpExchange(this, body, onResponse, onError);
      }
    } catch (Throwable e) {
      failure = e;
    }
    if (exchange == null) {
      tell(onError, failure);
      return;
    }
    inFlight.add(exchange);
    exchange.start();
    // shutdown() may have gone through those in flight just before this one was.
    if (shutdown.get()) {
      exchange.hurry();
    }
  }

  private static void tell(Consumer<Throwable> onError, Throwable failure) {
    try {
      onError.accept(failure);
    } catch (Throwable e) {
      LOGGER.log(Level.FINE, "the receiver of a failure failed", e);
    }
  }

  /**
   * @throws IllegalArgumentException if a configured header cannot be sent; warned of once
   */
  HttpRequest request(RequestBody body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.uri()).POST(body.publisher());
    try {
      headers.addTo(request);
    } catch (IllegalArgumentException e) {
      if (!warned.getAndSet(true)) {
        LOGGER.log(
            Level.WARNING, "Nothing is sent to {0}: {1}", new Object[] {endpoint, e.getMessage()});
      }
      throw e;
    }
    return request.build();
  }

  /** The failure, with the certificate where TLS refused one. */
  CompletableFuture<Throwable> explain(Throwable failure) {
    return certificates.explain(failure);
  }

  Attempts attempts() {
    // The SDK's own senders spread their pauses by the same fifth.
    return new Attempts(retryPolicy, () -> ThreadLocalRandom.current().nextDouble(0.8, 1.2));
  }

  /** The configured timeout; none, and what is not positive, is a year. */
  long timeoutNanos() {
    boolean bounded = timeout.compareTo(Duration.ZERO) > 0 && timeout.toDays() < 365;
    return bounded ? timeout.toNanos() : LONGEST_NANOS;
  }

  void ended(HttpExchange exchange) {
    inFlight.remove(exchange);
    letGoIfIdle();
  }

  /**
   * Refuses further sends and returns at once; those in flight end with the attempt they are in.
   *
   * @return succeeds when all have ended and their connections are closed, at the latest after 10 s
   */
  @Override
  public CompletableResultCode shutdown() {
    if (shutdown.compareAndSet(false, true)) {
      grace = threads.after(GRACE.toNanos(), this::cancelAll);
      inFlight.forEach(exchange -> threads.now(exchange::hurry));
      letGoIfIdle();
    }
    return over;
  }

  private void cancelAll() {
    inFlight.forEach(exchange -> exchange.fail(new IOException("cut off by the shutdown")));
  }

  /** Closes the connections unless something is in flight; for who sends, and sends nothing now. */
  void idle() {
    HttpClient last = inFlight.isEmpty() ? connections.release() : null;
    if (last != null) {
      threads.now(() -> HttpClients.letGo(last));
    }
  }

  /** Closes the connections; the next request makes others. */
  void release() {
    HttpClient last = connections.release();
    if (last != null) {
      HttpClients.letGo(last);
    }
  }

  private void letGoIfIdle() {
    if (!shutdown.get() || !inFlight.isEmpty()) {
      return;
    }
    Future<?> unneeded = grace;
    if (unneeded != null) {
      unneeded.cancel(false);
    }
    HttpClient last = connections.close();
    if (last == null) {
      over.succeed();
    } else {
      threads.now(
          () -> {
            HttpClients.letGo(last);
            over.succeed();
          });
    }
  }

  @Override
  public String toString() {
    return "JdkHttpSender{endpoint="
        + endpoint
        + ", timeout="
        + timeout
        + ", compression="
        + (compressor == null ? "none" : compressor.getEncoding())
        + "}";
  }
}
