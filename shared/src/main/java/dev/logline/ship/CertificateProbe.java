package dev.logline.ship;

import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/**
 * Looks at the certificate of a server that TLS has refused, because TLS does not say which it was.
 *
 * <p>It begins one more handshake, at most once a minute, and breaks it off as soon as the
 * certificate is there: whatever that is, no byte of a request is ever sent.
 */
final class CertificateProbe {
  private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Duration LONGEST = Duration.ofSeconds(3);

  private final String server;
  private final Function<SSLContext, HttpClient> clients;
  private final Executor executor;
  private final LongSupplier nanoTime;
  private final AtomicReference<Finding> last = new AtomicReference<>();

  /**
   * @param clients makes a client that goes the way of the requests, with another TLS
   */
  CertificateProbe(
      URI endpoint,
      Function<SSLContext, HttpClient> clients,
      Executor executor,
      LongSupplier nanoTime) {
    this.server = withoutUser(endpoint.getRawAuthority());
    this.clients = clients;
    this.executor = executor;
    this.nanoTime = nanoTime;
  }

  /** For a sender that is not ours, and goes by the JVM's own proxy. */
  static CertificateProbe of(GrpcSenderConfig config) {
    Executor executor = new SenderThreads(null).executor();
    return new CertificateProbe(
        config.getEndpoint(),
        context -> HttpClients.of(context, config.getConnectTimeout(), null, executor),
        executor,
        System::nanoTime);
  }

  /**
   * The failure with the certificate that it is about; the failure itself, if it is about none or
   * the server shows none now.
   */
  CompletableFuture<Throwable> explain(Throwable failure) {
    if (!Failures.isAboutCertificate(failure)) {
      return CompletableFuture.completedFuture(failure);
    }
    return identity()
        .handle(
            (identity, error) ->
                identity == null ? failure : new CertificateRefusedException(identity, failure));
  }

  private CompletableFuture<String> identity() {
    Finding known = last.get();
    long now = nanoTime.getAsLong();
    if (known != null && now - known.at < INTERVAL_NANOS) {
      return known.identity;
    }
    Finding next = new Finding(now);
    if (!last.compareAndSet(known, next)) {
      return last.get().identity;
    }
    try {
      look(next.identity);
    } catch (Throwable e) {
      next.identity.completeExceptionally(e);
    }
    return next.identity;
  }

  private void look(CompletableFuture<String> identity) {
    RefusingTrust trust = new RefusingTrust();
    HttpClient client = clients.apply(trust.context());
    HttpRequest nothing = HttpRequest.newBuilder(root()).timeout(LONGEST).build();
    InstrumentationUtil.suppressInstrumentation(
        () -> {
          var unused =
              client
                  .sendAsync(nothing, HttpResponse.BodyHandlers.discarding())
                  .whenCompleteAsync(
                      (response, error) -> {
                        identity.complete(trust.seen(this::describe));
                        HttpClients.letGo(client);
                      },
                      executor);
        });
  }

  /** Never requested; without the path and the query, where there may be a token. */
  private URI root() {
    return URI.create("https://" + server + "/");
  }

  private String describe(X509Certificate[] chain) {
    return CertificateIdentity.of(chain, server, Instant.now());
  }

  private static String withoutUser(String authority) {
    return authority == null ? null : authority.substring(authority.lastIndexOf('@') + 1);
  }

  private static final class Finding {
    final long at;
    final CompletableFuture<String> identity = new CompletableFuture<>();

    Finding(long at) {
      this.at = at;
    }
  }
}
