package dev.logline.ship;

import java.net.URI;

/** An address requests go to, which prints itself without what may be secret in it. */
final class Endpoint {
  private final URI uri;

  private Endpoint(URI uri) {
    this.uri = uri;
  }

  /**
   * @throws IllegalArgumentException if no HTTP request can go there; the message names the address
   *     without its secrets
   */
  static Endpoint of(URI uri) {
    Endpoint endpoint = new Endpoint(uri);
    String scheme = uri.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new IllegalArgumentException("endpoint " + endpoint + " is not http or https");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException(
          "endpoint " + endpoint + " has no valid host name (a host name has no underscore)");
    }
    // User and password are never sent, so the client, whose errors quote addresses, has neither.
    return uri.getRawUserInfo() == null
        ? endpoint
        : new Endpoint(URI.create(print(uri, uri.getRawQuery())));
  }

  URI uri() {
    return uri;
  }

  /** Without user and password; a query, where some backends want a token, is only hinted at. */
  @Override
  public String toString() {
    return print(uri, uri.getRawQuery() == null ? null : "***");
  }

  private static String print(URI uri, String query) {
    String authority = uri.getRawAuthority();
    String host = authority == null ? "" : authority.substring(authority.lastIndexOf('@') + 1);
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme() + "://" + host + path + (query == null ? "" : "?" + query);
  }
}
