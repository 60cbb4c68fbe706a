package dev.logline.boot;

import dev.logline.diagnose.HeaderText;
import dev.logline.diagnose.Redaction;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Credentials on their way through a network that everybody on it can read. */
final class ClearText {
  private static final Pattern CREDENTIAL =
      Pattern.compile(".*(authorization|token|api[-_]?key).*", Pattern.CASE_INSENSITIVE);
  private static final Pattern LOOPBACK =
      Pattern.compile(
          "(.*\\.)?localhost|127(\\.\\d+){3}|\\[(::|(0+:){7})0*1]", Pattern.CASE_INSENSITIVE);

  /** What the exporters say of themselves. */
  private static final Set<String> HARMLESS =
      Set.of("user-agent", "content-type", "content-encoding", "accept-encoding");

  /** A shorter one would be found in every other word. */
  private static final int SHORTEST_SECRET = 6;

  private ClearText() {}

  /** What is to be said of requests with such headers to {@code endpoint}, or null. */
  static String warning(URI endpoint, Collection<String> headers) {
    List<String> credentials =
        headers.stream()
            .filter(name -> CREDENTIAL.matcher(name).matches())
            .map(HeaderText::printableName)
            .sorted()
            .toList();
    boolean isOpen = "http".equalsIgnoreCase(endpoint.getScheme()) && !isLoopback(endpoint);
    return isOpen && !credentials.isEmpty()
        ? "Header "
            + String.join(", ", credentials)
            + " is sent without encryption to "
            + Redaction.redact(endpoint.toString())
            + ": whoever is on the way can read it; use https"
        : null;
  }

  /** Values of headers that may be secret, and their parts, such as the token after Bearer. */
  static Set<String> secrets(Map<String, List<String>> headers) {
    Set<String> secrets = new LinkedHashSet<>();
    headers.forEach(
        (name, values) -> {
          if (!HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
            secrets.addAll(values);
            values.forEach(value -> secrets.addAll(List.of(value.trim().split("\\s+"))));
          }
        });
    secrets.removeIf(secret -> secret.length() < SHORTEST_SECRET);
    return secrets;
  }

  private static boolean isLoopback(URI endpoint) {
    return endpoint.getHost() != null && LOOPBACK.matcher(endpoint.getHost()).matches();
  }
}
