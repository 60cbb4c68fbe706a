package dev.logline.ship;

import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.Response;
import okio.BufferedSource;
import okio.GzipSource;
import okio.Okio;

/**
 * Reads the answer to one request over OkHttp.
 *
 * <p>Source: grpc.io, "gRPC over HTTP2", "Responses", and "HTTP to gRPC Status Code Mapping" for
 * what a proxy answers. Ours: what is said to be a success and is no gRPC is another server.
 */
final class GrpcExchange implements Callback {
  private final long maxBodyBytes;
  private final Consumer<GrpcResponse> onResponse;
  private final Consumer<Throwable> onError;

  GrpcExchange(long maxBodyBytes, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
    this.maxBodyBytes = maxBodyBytes;
    this.onResponse = onResponse;
    this.onError = onError;
  }

  @Override
  public void onFailure(Call call, IOException e) {
    boolean isSent = !(call.request().body() instanceof GrpcFrame frame) || frame.isTaken();
    onError.accept(e instanceof InterruptedIOException && !isSent ? unconnected(e) : e);
  }

  /** What OkHttp throws where the bound of the connection is reached before that of the call. */
  private static IOException unconnected(IOException e) {
    IOException failure = new SocketTimeoutException("no connection within the timeout");
    failure.initCause(e);
    return failure;
  }

  @Override
  public void onResponse(Call call, Response response) {
    GrpcResponse read;
    try (response) {
      read = isGrpc(response) ? answer(response) : refusal(response);
    } catch (IOException | RuntimeException e) {
      onError.accept(e);
      return;
    }
    onResponse.accept(read);
  }

  private static boolean isGrpc(Response response) {
    return response.code() == 200
        && response.header("Content-Type", "").startsWith("application/grpc");
  }

  private GrpcResponse answer(Response response) throws IOException {
    byte[] message = message(response);
    // An answer without a message has its status in the headers; trailers come after the message.
    boolean isShort = response.header("grpc-status") != null;
    Headers status = isShort ? response.headers() : response.trailers();
    return new DetailedGrpcResponse(
        code(status.get("grpc-status")),
        description(status.get("grpc-message")),
        message,
        RetryInfo.of(status.get("grpc-status-details-bin")),
        false);
  }

  private byte[] message(Response response) throws IOException {
    BufferedSource body = response.body().source();
    if (body.exhausted()) {
      return new byte[0];
    }
    boolean compressed = body.readByte() != 0;
    body.skip(GrpcFrame.PREFIX_BYTES - 1);
    boolean gzip = compressed && "gzip".equalsIgnoreCase(response.header("grpc-encoding"));
    BufferedSource message = gzip ? Okio.buffer(new GzipSource(body)) : body;
    if (message.request(maxBodyBytes + 1)) {
      throw new ResponseTooLargeException(maxBodyBytes);
    }
    return message.readByteArray();
  }

  private static GrpcStatusCode code(String status) {
    try {
      return GrpcStatusCode.fromValue(Integer.parseInt(status));
    } catch (NumberFormatException e) {
      return GrpcStatusCode.UNKNOWN;
    }
  }

  private static String description(String message) {
    try {
      return message == null
          ? ""
          : URLDecoder.decode(message.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return message;
    }
  }

  private static GrpcResponse refusal(Response response) {
    GrpcStatusCode status =
        switch (response.code()) {
          case 401 -> GrpcStatusCode.UNAUTHENTICATED;
          case 403 -> GrpcStatusCode.PERMISSION_DENIED;
          case 200, 404 -> GrpcStatusCode.UNIMPLEMENTED;
          case 429, 502, 503, 504 -> GrpcStatusCode.UNAVAILABLE;
          case 413 -> GrpcStatusCode.RESOURCE_EXHAUSTED;
          case 400 -> GrpcStatusCode.INTERNAL;
          default -> GrpcStatusCode.UNKNOWN;
        };
    String description = "HTTP " + response.code() + ", which is no answer of gRPC";
    return new DetailedGrpcResponse(status, description, new byte[0], null, response.code() == 413);
  }
}
