package dev.logline.ship;

import io.opentelemetry.sdk.common.export.GrpcResponse;
import java.io.IOException;

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
          new Answer.Retry(null, reason(response));
      // Retryable only with a RetryInfo, which the SDK's response does not carry; without one it
      // says that the message is over the receiver's limit.
      case RESOURCE_EXHAUSTED -> new Answer.TooLarge(reason(response));
      case UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED, NOT_FOUND ->
          new Answer.Misconfigured(reason(response));
      case UNKNOWN, INVALID_ARGUMENT, ALREADY_EXISTS, FAILED_PRECONDITION, INTERNAL ->
          new Answer.Rejected(reason(response));
    };
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
