package dev.logline.ship;

import dev.logline.diagnose.Redaction;
import java.net.URI;

/** An address requests go to, which prints itself without what may be secret in it. */
final class Endpoint {
  private static final int LARGEST_PORT = 65_535;

  private final URI uri;

  private Endpoint(URI uri) {
    this.uri = uri;
  }

  /**
   * @throws IllegalArgumentException if no HTTP request can go there; the message names the address
   *     without its secrets
   */
  static Endpoint of(URI uri) {
    // User and password are never sent, so the client, whose errors quote addresses, has neither.
    Endpoint endpoint = new Endpoint(withoutUser(uri));
    String scheme = uri.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException("endpoint " + endpoint + " is not http or https");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(
          "endpoint " + endpoint + " has no valid host name (a host name has no underscore)");
    }
    if (uri.getPort() > LARGEST_PORT) {
      throw new IllegalArgumentException(
          "endpoint " + endpoint + " has a port that is larger than " + LARGEST_PORT);
    }
    return endpoint;
  }

  URI uri() {
    return uri;
  }

  /** Without user and password; a query, where some backends want a token, is only hinted at. */
  @Override
  public String toString() {
    return Redaction.redact(uri.toString());
  }

  private static URI withoutUser(URI uri) {
    String authority = uri.getRawAuthority();
    if (authority == null || authority.indexOf('@') < 0) {
      return uri;
    }
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return URI.create(uri.getScheme() + "://" + host + uri.getRawPath() + query);
  }
}
