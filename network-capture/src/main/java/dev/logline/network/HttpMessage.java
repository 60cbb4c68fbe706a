package dev.logline.network;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request or an answer, and the attributes that a span gets of it: {@code
 * http.request.header.<name>} and {@code http.request.body.size} as OpenTelemetry's semantic
 * conventions have them, and {@code http.request.body}, for which they have none, as ClickStack
 * reads it; {@code http.response} the same.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">HTTP spans</a>
 */
final class HttpMessage {
  static final HttpMessage REQUEST = new HttpMessage("http.request");
  static final HttpMessage RESPONSE = new HttpMessage("http.response");

  private static final System.Logger LOGGER = System.getLogger("dev.logline.network");

  private final String headerPrefix;
  private final AttributeKey<String> body;
  private final AttributeKey<Long> bodySize;

  private HttpMessage(String prefix) {
    headerPrefix = prefix + ".header.";
    body = AttributeKey.stringKey(prefix + ".body");
    bodySize = AttributeKey.longKey(prefix + ".body.size");
  }

  /** Sets all that is known of a message whose body has passed, or as much of it as will. */
  void set(
      Span span, Map<String, List<String>> headers, CapturedBody body, NetworkCapture capture) {
    setHeaders(span, headers, capture);
    setBody(span, headers, body, capture);
  }

  /** Sets all headers, those that are secret with {@value Secrets#REDACTED} for their values. */
  void setHeaders(Span span, Map<String, List<String>> headers, NetworkCapture capture) {
    guard(() -> headers.forEach((name, values) -> setHeader(span, name, values, capture)));
  }

  private void setHeader(Span span, String name, List<String> values, NetworkCapture capture) {
    // HTTP/2 has what the request line holds as such, and the conventions elsewhere.
    if (name == null || name.startsWith(":")) {
      return;
    }
    Secrets secrets = capture.secrets();
    boolean secret = secrets.contains(name);
    span.setAttribute(
        AttributeKey.stringArrayKey(headerPrefix + name.toLowerCase(Locale.ROOT)),
        values.stream().map(value -> secret ? Secrets.REDACTED : secrets.redact(value)).toList());
  }

  /** Sets the body's size, and its text without what is secret, where it is wanted. */
  void setBody(
      Span span, Map<String, List<String>> headers, CapturedBody seen, NetworkCapture capture) {
    if (seen.size() == 0) {
      return;
    }
    guard(
        () -> {
          span.setAttribute(bodySize, seen.size());
          ContentType type = ContentType.parse(first(headers, "content-type"));
          String encoding = first(headers, "content-encoding");
          boolean plain = encoding == null || encoding.equalsIgnoreCase("identity");
          if (plain && capture.takes(type)) {
            span.setAttribute(body, redact(seen.text(type.charset()), type, capture.secrets()));
          }
        });
  }

  /** Runs what captures; what goes wrong with that is no business of the request's. */
  static void guard(Runnable capturing) {
    try {
      capturing.run();
    } catch (RuntimeException | StackOverflowError e) {
      LOGGER.log(System.Logger.Level.WARNING, "A message could not be captured", e);
    }
  }

  private static String redact(String text, ContentType type, Secrets secrets) {
    if (type.isForm()) {
      return FormText.redact(text, secrets, type.charset());
    }
    // A browser sends JSON as text/plain where its program names no type.
    String start = text.stripLeading();
    boolean json = type.isJson() || start.startsWith("{") || start.startsWith("[");
    return json ? JsonText.redact(text, secrets) : secrets.redact(text);
  }

  private static String first(Map<String, List<String>> headers, String name) {
    return headers.entrySet().stream()
        .filter(header -> name.equalsIgnoreCase(header.getKey()))
        .flatMap(header -> header.getValue().stream())
        .findFirst()
        .orElse(null);
  }
}
