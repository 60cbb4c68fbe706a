package dev.logline.ship;

import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.ProxyOptions;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Makes clients as the SDK's configuration describes them, and lets go of them. */
final class HttpClients {
  /** Older ones are never spoken, whatever is configured. */
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private static final Logger LOGGER = Logger.getLogger(HttpClients.class.getName());

  private HttpClients() {}

  /**
   * @throws IllegalArgumentException if TLS is configured in a way that cannot be
   */
  static HttpClient of(HttpSenderConfig config, Executor executor) {
    // An executor that is not ours may have one thread, and an exchange would keep it.
    return isTls(config) || config.getProxyOptions() != null || config.getExecutorService() != null
        ? jdk(config, executor)
        : new PlainHttpClient(config.getConnectTimeout(), executor, () -> jdk(config, executor));
  }

  private static boolean isTls(HttpSenderConfig config) {
    return "https".equalsIgnoreCase(config.getEndpoint().getScheme());
  }

  private static HttpClient jdk(HttpSenderConfig config, Executor executor) {
    HttpClient.Builder builder =
        builder(config.getConnectTimeout(), config.getProxyOptions(), executor);
    if (isTls(config)) {
      SSLContext context = config.getSslContext() == null ? jdkDefault() : config.getSslContext();
      builder.sslContext(context).sslParameters(protocols(config, context));
    }
    return withoutContextClassLoader(builder);
  }

  /**
   * A client with another TLS that goes the same way.
   *
   * @param proxy null for the JVM's own
   */
  static HttpClient of(
      SSLContext context, Duration connectTimeout, ProxyOptions proxy, Executor executor) {
    return withoutContextClassLoader(builder(connectTimeout, proxy, executor).sslContext(context));
  }

  private static HttpClient.Builder builder(
      Duration connectTimeout, ProxyOptions proxy, Executor executor) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(new ClientExecutor(executor));
    if (connectTimeout.compareTo(Duration.ZERO) > 0) {
      builder.connectTimeout(connectTimeout);
    }
    if (proxy != null) {
      builder.proxy(proxy.getProxySelector());
    }
    return builder;
  }

  /**
   * The client's thread inherits the caller's loader, which would keep an application in memory.
   */
  private static HttpClient withoutContextClassLoader(HttpClient.Builder builder) {
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(null);
    try {
      return builder.build();
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  private static SSLContext jdkDefault() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("the JDK's default TLS context cannot be made", e);
    }
  }

  private static SSLParameters protocols(HttpSenderConfig config, SSLContext context) {
    List<String> asked =
        config.getEnabledProtocols() == null ? PROTOCOLS : config.getEnabledProtocols();
    List<String> supported = List.of(context.getSupportedSSLParameters().getProtocols());
    Stream<String> usable = PROTOCOLS.stream().filter(asked::contains).filter(supported::contains);
    SSLParameters parameters = context.getDefaultSSLParameters();
    parameters.setProtocols(usable.toArray(String[]::new));
    // Asked for here, it holds even where jdk.internal.httpclient.disableHostnameVerification is
    // set.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (parameters.getProtocols().length == 0) {
      throw new IllegalArgumentException(
          "TLS 1.2 or 1.3 is needed, but only " + asked + " is enabled");
    }
    return parameters;
  }

  /** Ends the client's thread; before Java 21, which has a way to do it, by an interrupt. */
  static void letGo(HttpClient client) {
    if ((Object) client instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        LOGGER.log(Level.FINE, "the HTTP client did not close", e);
      }
    } else if (client.executor().orElse(null) instanceof ClientExecutor executor) {
      executor.endThreadOf(client);
    }
  }
}
