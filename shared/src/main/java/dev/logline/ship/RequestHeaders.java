package dev.logline.ship;

import dev.logline.diagnose.HeaderText;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Puts the configured headers onto a request; no error of it holds a header's value. */
final class RequestHeaders {
  static final String ODD_CHARACTER =
      "its name or its value has a character that no header may have";

  /** Names that the JDK's client sets itself: {@code jdk.httpclient.allowRestrictedHeaders}. */
  private static final Set<String> RESTRICTED =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final Supplier<Map<String, List<String>>> configured;
  private final String contentType;
  private final String contentEncoding;

  /**
   * @param contentEncoding null for none
   */
  RequestHeaders(
      Supplier<Map<String, List<String>>> configured, String contentType, String contentEncoding) {
    this.configured = configured;
    this.contentType = contentType;
    this.contentEncoding = contentEncoding;
  }

  /**
   * Asks for the configured headers, which may differ from one request to the next (a token is
   * renewed), and adds them.
   *
   * @throws IllegalArgumentException naming the header that cannot be sent
   */
  void addTo(HttpRequest.Builder request) {
    Map<String, List<String>> headers = configured.get();
    if (headers != null) {
      headers.forEach((name, values) -> values.forEach(value -> add(request, name, value)));
    }
    request.setHeader("Content-Type", contentType);
    if (contentEncoding != null) {
      request.setHeader("Content-Encoding", contentEncoding);
    }
  }

  private static void add(HttpRequest.Builder request, String name, String value) {
    // Nothing is gained by a compressed answer, and of the forms it may have only gzip is read.
    if (name.equalsIgnoreCase("Accept-Encoding")) {
      return;
    }
    try {
      request.header(name, value);
    } catch (IllegalArgumentException e) {
      // Neither message nor cause of it may get out: the JDK quotes the value.
      throw refused(name, why(name));
    }
  }

  /** Where a part of the name is none it is not shown: it may be a credential. */
  static IllegalArgumentException refused(String name, String why) {
    return new IllegalArgumentException(
        "header '" + HeaderText.printableName(name) + "' cannot be sent: " + why);
  }

  private static String why(String name) {
    return RESTRICTED.contains(name.toLowerCase(Locale.ROOT))
        ? "the JDK's HTTP client sets it itself"
        : ODD_CHARACTER;
  }
}
