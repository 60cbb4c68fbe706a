package dev.logline.ship;

import io.opentelemetry.sdk.common.export.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * The meaning of an HTTP answer to an OTLP export.
 *
 * <p>Source: OTLP specification 1.x, "OTLP/HTTP Response": "Full Success", "Partial Success",
 * "Failures", "Bad Data", "OTLP/HTTP Throttling". Two readings are ours. Where the specification
 * only says "not retryable", statuses that speak of the address or the credentials, and not of the
 * data, keep the data. And a 2xx counts only when the body is what an OTLP server can have
 * answered, since a login page in a hotel's network is a 200 as well.
 */
final class HttpAnswers {
  private HttpAnswers() {}

  static Answer answer(HttpResponse response) {
    int status = response.getStatusCode();
    return switch (status) {
      case 429, 502, 503, 504 -> new Answer.Retry(retryAfter(response), reason(response));
      case 413 -> new Answer.TooLarge(reason(response));
      case 401, 403, 404, 405, 501 -> new Answer.Misconfigured(reason(response));
      case 407 -> new Answer.Misconfigured("HTTP 407: the proxy wants credentials, and gets none");
      default ->
          switch (status / 100) {
            case 2 -> success(response);
            case 3 ->
                new Answer.Misconfigured("HTTP " + status + ": a redirect, which is not followed");
            default -> new Answer.Rejected(reason(response));
          };
    };
  }

  private static Answer success(HttpResponse response) {
    byte[] body = response.getResponseBody();
    if (body.length == 0) {
      return new Answer.Delivered(0, "");
    }
    if (contentType(response).startsWith("text/html")) {
      return notOtlp(response);
    }
    try {
      return PartialSuccess.read(body);
    } catch (IOException e) {
      Answer json = JsonAnswer.read(body);
      return json == null ? notOtlp(response) : json;
    }
  }

  private static Answer notOtlp(HttpResponse response) {
    return new Answer.Misconfigured(
        ForeignText.of(
            "HTTP "
                + response.getStatusCode()
                + ", but the answer is not OTLP; is this another server? "
                + ForeignText.of(response.getResponseBody())));
  }

  private static String reason(HttpResponse response) {
    String status = "HTTP " + response.getStatusCode();
    byte[] body = response.getResponseBody();
    if (body.length == 0) {
      return status;
    }
    String type = contentType(response);
    // A failure's body is a google.rpc.Status in the request's encoding, or whatever a proxy says.
    String text =
        type.isEmpty() || type.contains("protobuf") ? PartialSuccess.statusMessage(body) : "";
    return ForeignText.of(status + ": " + (text.isEmpty() ? ForeignText.of(body) : text));
  }

  private static Duration retryAfter(HttpResponse response) {
    return response instanceof JdkHttpResponse withHeaders ? RetryAfter.of(withHeaders) : null;
  }

  private static String contentType(HttpResponse response) {
    return response instanceof JdkHttpResponse withHeaders
        ? withHeaders.header("Content-Type").orElse("").trim().toLowerCase(Locale.ROOT)
        : "";
  }
}
