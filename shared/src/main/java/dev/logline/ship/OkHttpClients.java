package dev.logline.ship;

import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.TlsVersion;

/** Makes OkHttp's client as the SDK's configuration describes it. */
final class OkHttpClients {

  private OkHttpClients() {}

  /**
   * @throws IllegalArgumentException if TLS is configured in a way that cannot be
   */
  static OkHttpClient of(GrpcSenderConfig config, boolean tls) {
    Duration timeout = millis(config.getTimeout());
    OkHttpClient.Builder client =
        new OkHttpClient.Builder()
            .dispatcher(new Dispatcher(new SenderThreads(config.getExecutorService()).executor()))
            .socketFactory(new PromptSockets())
            .callTimeout(timeout)
            .readTimeout(timeout)
            .writeTimeout(timeout)
            .connectTimeout(millis(config.getConnectTimeout()))
            .followRedirects(false);
    if (tls) {
      secure(client, config);
    } else {
      client
          .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
          .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    }
    return client.build();
  }

  /** As OkHttp takes it: an int of milliseconds, 0 for no bound. */
  private static Duration millis(Duration timeout) {
    return Duration.ofMillis(Math.min(timeout.toMillis(), Integer.MAX_VALUE));
  }

  private static void secure(OkHttpClient.Builder client, GrpcSenderConfig config) {
    if (config.getSslContext() != null) {
      X509TrustManager trust = config.getTrustManager();
      client.sslSocketFactory(
          config.getSslContext().getSocketFactory(), trust == null ? jdkDefault() : trust);
    }
    List<String> versions = config.getEnabledProtocols();
    if (versions != null && !versions.isEmpty()) {
      ConnectionSpec only =
          new ConnectionSpec.Builder(ConnectionSpec.COMPATIBLE_TLS)
              .tlsVersions(
                  versions.stream().map(TlsVersion::forJavaName).toArray(TlsVersion[]::new))
              .build();
      client.connectionSpecs(List.of(only));
    }
  }

  /** What a context trusts that was given no certificates to trust. */
  private static X509TrustManager jdkDefault() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the JDK's default trust cannot be had", e);
    }
  }
}
