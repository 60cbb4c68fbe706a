package dev.logline.ship;

import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import java.time.Duration;

/** An answer of {@link OkHttpGrpcSender}: what the SDK asks for, and the pause in its trailers. */
final class DetailedGrpcResponse implements GrpcResponse {
  private final GrpcStatusCode status;
  private final String description;
  private final byte[] message;
  private final Duration retryDelay;
  private final boolean tooLarge;

  DetailedGrpcResponse(
      GrpcStatusCode status,
      String description,
      byte[] message,
      Duration retryDelay,
      boolean tooLarge) {
    this.status = status;
    this.description = description;
    this.message = message;
    this.retryDelay = retryDelay;
    this.tooLarge = tooLarge;
  }

  /** The pause that the backend named, within the bounds of {@link RetryAfter}; null for none. */
  Duration retryDelay() {
    return retryDelay;
  }

  /** Whether a proxy said so of the request, which gRPC has no word for. */
  boolean isTooLarge() {
    return tooLarge;
  }

  @Override
  public GrpcStatusCode getStatusCode() {
    return status;
  }

  @Override
  public String getStatusDescription() {
    return description;
  }

  @Override
  public byte[] getResponseMessage() {
    return message;
  }

  @Override
  public String toString() {
    return "DetailedGrpcResponse{status=" + status + ", message=" + message.length + " bytes}";
  }
}
