package dev.logline.ship;

import io.opentelemetry.api.impl.InstrumentationUtil;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Sends over OkHttp as the SDK's own sender does, and reads the trailers, where a throttled backend
 * names a pause.
 *
 * <p>One attempt a send, no redirects, an answer of at most 4 MiB. Needs OkHttp, which comes with
 * the SDK's sender.
 */
public final class OkHttpGrpcSender implements GrpcSender {
  private final OkHttpClient client;
  private final HttpUrl url;
  private final Compressor compressor;
  private final Supplier<Map<String, List<String>>> headers;
  private final long maxBodyBytes;
  private final CompletableResultCode over = new CompletableResultCode();
  private volatile boolean shutdown;

  /**
   * @throws IllegalArgumentException if the endpoint or TLS is configured in a way that cannot be
   */
  public OkHttpGrpcSender(GrpcSenderConfig config) {
    this.url =
        HttpUrl.get(config.getEndpoint().resolve("/" + config.getFullMethodName()).toString());
    this.compressor = config.getCompressor();
    this.headers = config.getHeadersSupplier();
    this.maxBodyBytes = Math.min(config.getMaxResponseBodySize(), JdkHttpSender.MAX_BODY_BYTES);
    this.client = OkHttpClients.of(config, url.isHttps());
  }

  @Override
  public void send(
      MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
    Call call;
    try {
      call = client.newCall(request(message));
    } catch (IOException | RuntimeException e) {
      onError.accept(e);
      return;
    }
    GrpcExchange exchange =
        new GrpcExchange(
            maxBodyBytes,
            onResponse,
            failure -> {
              renewAfter(failure);
              onError.accept(failure);
            });
    InstrumentationUtil.suppressInstrumentation(() -> call.enqueue(exchange));
    // shutdown() may have gone through those in flight just before this one was.
    if (shutdown) {
      call.cancel();
    }
  }

  /**
   * A connection that has silently gone would swallow the next request, too: after a silence that
   * one has another connection. What others still use is left to them.
   */
  private void renewAfter(Throwable failure) {
    if (failure instanceof InterruptedIOException) {
      client.connectionPool().evictAll();
    }
  }

  private Request request(MessageWriter message) throws IOException {
    Request.Builder request = new Request.Builder().url(url);
    Map<String, List<String>> configured = headers.get();
    if (configured != null) {
      configured.forEach((name, values) -> values.forEach(value -> add(request, name, value)));
    }
    request.addHeader("te", "trailers").addHeader("grpc-accept-encoding", "identity,gzip");
    if (compressor != null) {
      request.addHeader("grpc-encoding", compressor.getEncoding());
    }
    return request
        .post(new GrpcFrame(RequestBody.of(message, compressor), compressor != null))
        .build();
  }

  private static void add(Request.Builder request, String name, String value) {
    try {
      request.addHeader(name, value);
    } catch (IllegalArgumentException e) {
      throw RequestHeaders.refused(name, RequestHeaders.ODD_CHARACTER); // OkHttp quotes both
    }
  }

  /**
   * Breaks off what is in flight and closes the connection, and returns at once.
   *
   * @return succeeds when all of it has ended
   */
  @Override
  public CompletableResultCode shutdown() {
    shutdown = true;
    Dispatcher dispatcher = client.dispatcher();
    dispatcher.setIdleCallback(this::end);
    dispatcher.cancelAll();
    if (dispatcher.runningCallsCount() == 0) {
      end();
    }
    return over;
  }

  private void end() {
    client.connectionPool().evictAll();
    over.succeed();
  }
}
