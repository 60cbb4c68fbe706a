package dev.logline.boot;

import dev.logline.diagnose.Redaction;
import dev.logline.ship.GrpcTransport;
import dev.logline.ship.HttpTransport;
import dev.logline.ship.JdkHttpSenderProvider;
import dev.logline.ship.OkHttpGrpcSender;
import dev.logline.ship.Transport;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What an SDK of ours loads its components from: those of the class path, with our sender for HTTP.
 * In an SDK for logs only it remembers the sender that was configured, for the pipeline to use.
 */
final class Senders implements ComponentLoader {
  static final String GRPC_ARTIFACT = "io.opentelemetry:opentelemetry-exporter-sender-okhttp";

  private final ComponentLoader delegate =
      ComponentLoader.forClassLoader(Senders.class.getClassLoader());

  private final JdkHttpSenderProvider http = new JdkHttpSenderProvider();
  private final boolean logsOnly;
  private Transport logs;
  private String logsEndpoint;
  private String logsWarning;
  private Set<String> logsSecrets = Set.of();

  Senders(boolean logsOnly) {
    this.logsOnly = logsOnly;
  }

  /** Closes all connections over HTTP; the next requests make others. */
  void releaseConnections() {
    http.releaseConnections();
  }

  /** The way that logs go, once an exporter for them was built; else null. */
  Transport logs() {
    return logs;
  }

  /** The URL of {@link #logs}, without what may be secret in it. */
  String logsEndpoint() {
    return logsEndpoint;
  }

  /** What is to be said of {@link #logs}, or null. */
  String logsWarning() {
    return logsWarning;
  }

  /** What a message about {@link #logs} must not show. */
  Set<String> logsSecrets() {
    return logsSecrets;
  }

  @Override
  public <T> Iterable<T> load(Class<T> type) {
    if (type == HttpSenderProvider.class) {
      return List.of(type.cast((HttpSenderProvider) this::createHttp));
    }
    if (type == GrpcSenderProvider.class) {
      Iterator<T> found = delegate.load(type).iterator();
      if (!found.hasNext()) {
        return List.of();
      }
      GrpcSenderProvider provider = (GrpcSenderProvider) found.next();
      return List.of(type.cast((GrpcSenderProvider) config -> createGrpc(provider, config)));
    }
    List<T> all = new ArrayList<>();
    delegate.load(type).forEach(all::add);
    return all;
  }

  private HttpSender createHttp(HttpSenderConfig config) {
    HttpSender sender = http.createSender(config);
    if (!logsOnly) {
      return sender;
    }
    remember(new HttpTransport(sender), config.getEndpoint(), config.getHeadersSupplier().get());
    return new Lent(sender);
  }

  private GrpcSender createGrpc(GrpcSenderProvider provider, GrpcSenderConfig config) {
    if (!logsOnly) {
      return provider.createSender(config);
    }
    // Ours makes one attempt a send: where a foreign customizer may keep the exporter, it retries.
    boolean ours = config.getRetryPolicy() == null && isOkHttp(provider);
    GrpcSender sender = ours ? new OkHttpGrpcSender(config) : provider.createSender(config);
    remember(
        new GrpcTransport(sender, config), config.getEndpoint(), config.getHeadersSupplier().get());
    return new LentGrpc(sender);
  }

  /** Whether it is the one of {@link #GRPC_ARTIFACT}, so that OkHttp is there. */
  private static boolean isOkHttp(GrpcSenderProvider provider) {
    return provider.getClass().getName().startsWith("io.opentelemetry.exporter.sender.okhttp.");
  }

  private void remember(Transport transport, URI endpoint, Map<String, List<String>> headers) {
    logs = transport;
    logsEndpoint = Redaction.redact(endpoint.toString());
    logsWarning = ClearText.warning(endpoint, headers.keySet());
    logsSecrets = ClearText.secrets(headers);
  }

  /** The exporter that was built around the sender is dropped, and must not close it. */
  private record Lent(HttpSender sender) implements HttpSender {
    @Override
    public void send(
        MessageWriter message, Consumer<HttpResponse> onResponse, Consumer<Throwable> onError) {
      sender.send(message, onResponse, onError);
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private record LentGrpc(GrpcSender sender) implements GrpcSender {
    @Override
    public void send(
        MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
      sender.send(message, onResponse, onError);
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
