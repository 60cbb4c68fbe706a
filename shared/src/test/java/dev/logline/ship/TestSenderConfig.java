package dev.logline.ship;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Signal;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.ProxyOptions;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;

/** A sender's configuration with the SDK's defaults, to be changed field by field. */
final class TestSenderConfig implements HttpSenderConfig, GrpcSenderConfig {
  URI endpoint;
  Compressor compressor;
  Duration timeout = Duration.ofSeconds(10);
  Duration connectTimeout = Duration.ofSeconds(10);
  Supplier<Map<String, List<String>>> headers = Map::of;
  ProxyOptions proxy;
  RetryPolicy retryPolicy;
  SSLContext sslContext;
  X509TrustManager trustManager;
  ExecutorService executor;
  long maxResponseBodySize = 4L << 20;
  List<String> enabledProtocols;

  TestSenderConfig(String endpoint) {
    this.endpoint = URI.create(endpoint);
  }

  static TestSenderConfig to(FakeCollector collector) {
    return new TestSenderConfig(collector.endpoint() + Signal.LOGS.path());
  }

  /** Where there is a choice: a way without a proxy that is configured and not the JVM's own. */
  TestSenderConfig overTheJdksClient(boolean thatOne) {
    proxy = thatOne ? ProxyOptions.create(HttpClient.Builder.NO_PROXY) : null;
    return this;
  }

  static Compressor gzip() {
    return new Compressor() {
      @Override
      public String getEncoding() {
        return "gzip";
      }

      @Override
      public OutputStream compress(OutputStream out) throws IOException {
        return new GZIPOutputStream(out);
      }
    };
  }

  @Override
  public URI getEndpoint() {
    return endpoint;
  }

  @Override
  public String getContentType() {
    return "application/x-protobuf";
  }

  @Override
  public String getFullMethodName() {
    return "opentelemetry.proto.collector.logs.v1.LogsService/Export";
  }

  @Override
  public Compressor getCompressor() {
    return compressor;
  }

  @Override
  public Duration getTimeout() {
    return timeout;
  }

  @Override
  public Duration getConnectTimeout() {
    return connectTimeout;
  }

  @Override
  public Supplier<Map<String, List<String>>> getHeadersSupplier() {
    return headers;
  }

  @Override
  public ProxyOptions getProxyOptions() {
    return proxy;
  }

  @Override
  public RetryPolicy getRetryPolicy() {
    return retryPolicy;
  }

  @Override
  public SSLContext getSslContext() {
    return sslContext;
  }

  @Override
  public X509TrustManager getTrustManager() {
    return trustManager;
  }

  @Override
  public ExecutorService getExecutorService() {
    return executor;
  }

  @Override
  public long getMaxResponseBodySize() {
    return maxResponseBodySize;
  }

  @Override
  public List<String> getEnabledProtocols() {
    return enabledProtocols;
  }
}
