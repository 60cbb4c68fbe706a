package dev.logline.ship;

import io.opentelemetry.sdk.common.export.GrpcResponse;
import java.io.IOException;
import java.time.Duration;

/**
 * The meaning of a gRPC status as an answer to an OTLP export.
 *
 * <p>Source: OTLP specification 1.x, "OTLP/gRPC Response": "Failures" (the table of retryable
 * codes) and "OTLP/gRPC Throttling". Ours, as for HTTP: codes that speak of the address or the
 * credentials keep the data.
 */
final class GrpcAnswers {

  private GrpcAnswers() {}

  static Answer answer(GrpcResponse response) {
    return switch (response.getStatusCode()) {
      case OK -> success(response);
      case CANCELLED, DEADLINE_EXCEEDED, ABORTED, OUT_OF_RANGE, UNAVAILABLE, DATA_LOSS ->
          new Answer.Retry(retryDelay(response), reason(response));
      case RESOURCE_EXHAUSTED -> exhausted(response);
      case UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED, NOT_FOUND ->
          new Answer.Misconfigured(reason(response));
      case UNKNOWN, INVALID_ARGUMENT, ALREADY_EXISTS, FAILED_PRECONDITION, INTERNAL ->
          new Answer.Rejected(reason(response));
    };
  }

  /** With a pause it is throttling; without one the message is over the receiver's limit. */
  private static Answer exhausted(GrpcResponse response) {
    Duration delay = retryDelay(response);
    return delay == null
        ? new Answer.TooLarge(reason(response))
        : new Answer.Retry(delay, reason(response));
  }

  private static Duration retryDelay(GrpcResponse response) {
    return response instanceof DetailedGrpcResponse detailed ? detailed.retryDelay() : null;
  }

  private static Answer success(GrpcResponse response) {
    try {
      return PartialSuccess.read(response.getResponseMessage());
    } catch (IOException e) {
      return new Answer.Misconfigured(
          "gRPC OK, but the answer is not OTLP; is this another server?");
    }
  }

  private static String reason(GrpcResponse response) {
    String status = "gRPC " + response.getStatusCode();
    String description = response.getStatusDescription();
    return description == null || description.isBlank()
        ? status
        : ForeignText.of(status + ": " + description);
  }
}
