package dev.logline.network;

import dev.logline.Logline;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is captured of HTTP requests and answers, and whether: headers and bodies become attributes
 * of the spans that a tracing library, or the OpenTelemetry javaagent, makes of them.
 *
 * <p>Off by default. It is on with the option {@code captureNetwork} of an appender, with {@code
 * HYPERDX_ENABLE_ADVANCED_NETWORK_CAPTURE=1}, or with {@link Builder#captureNetwork}; what is
 * wrapped while it is off passes as if it were not. Secrets are left out in any case:
 *
 * <ul>
 *   <li>of headers and fields of JSON and forms whose names speak of passwords, tokens, keys,
 *       cookies or authorization, the value is {@code REDACTED};
 *   <li>in other texts the same goes for what follows such a name, and for what looks like a
 *       credential, to the end of its line or itself.
 * </ul>
 *
 * <p>Bodies are looked at as they pass, at most {@link Builder#maxBodyBytes} of each; nothing is
 * read that the application does not read, and nothing is held back. A body that has not ended when
 * its span does, as that of an event stream, is not captured.
 */
public final class NetworkCapture {
  private static final int DEFAULT_BODY_BYTES = 8 * 1024;
  private static final int MOST_BODY_BYTES = 1024 * 1024;

  private static final String MULTIPART = "multipart/";

  private static final List<String> DEFAULT_CONTENT_TYPES =
      List.of(
          "application/json",
          "application/*+json",
          "application/x-www-form-urlencoded",
          "text/plain");

  private final Boolean captureNetwork; // null: as the telemetry of the process has it
  private final int maxBodyBytes;
  private final List<String> contentTypes;
  private final Secrets secrets;

  private NetworkCapture(Builder builder) {
    captureNetwork = builder.captureNetwork;
    maxBodyBytes = builder.maxBodyBytes;
    contentTypes = builder.contentTypes;
    secrets = new Secrets(builder.redact);
  }

  /** All as it is by default. */
  public static NetworkCapture create() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * A client that behaves as {@code client} does, and captures what it sends and receives. The span
   * is the one that is begun within {@code client}, as by the javaagent or by another wrapper, or
   * the current one where that is a client's, as where another wrapper is around this one. Where
   * there is neither, nothing is captured.
   */
  public HttpClient wrap(HttpClient client) {
    return new CapturingHttpClient(client, this);
  }

  boolean isOn() {
    return captureNetwork == null ? Logline.isNetworkCaptured() : captureNetwork;
  }

  CapturedBody newBody() {
    return new CapturedBody(maxBodyBytes);
  }

  /** Whether the text of such bodies is captured. */
  boolean takes(ContentType type) {
    return maxBodyBytes > 0
        && !type.type().startsWith(MULTIPART)
        && contentTypes.stream().anyMatch(type::matches);
  }

  Secrets secrets() {
    return secrets;
  }

  /** Sets options; each method replaces what was set before. */
  public static final class Builder {
    private Boolean captureNetwork;
    private int maxBodyBytes = DEFAULT_BODY_BYTES;
    private List<String> contentTypes = DEFAULT_CONTENT_TYPES;
    private Set<String> redact = Set.of();

    private Builder() {}

    /** Whether to capture, whatever the appenders' option and the environment say. */
    public Builder captureNetwork(boolean captureNetwork) {
      this.captureNetwork = captureNetwork;
      return this;
    }

    /**
     * How many bytes of each body are kept; 8 KiB by default, at most 1 MiB, and no body with 0.
     *
     * @throws IllegalArgumentException if it is less or more
     */
    public Builder maxBodyBytes(int bytes) {
      if (bytes < 0 || bytes > MOST_BODY_BYTES) {
        throw refused("maxBodyBytes", Integer.toString(bytes), "is not between 0 and 1048576");
      }
      maxBodyBytes = bytes;
      return this;
    }

    /**
     * Of which bodies the text is captured; {@code application/json}, {@code application/*+json},
     * {@code application/x-www-form-urlencoded} and {@code text/plain} by default. A {@code *}
     * stands for anything; parameters do not belong here.
     *
     * @throws IllegalArgumentException if one is none
     */
    public Builder contentTypes(String... types) {
      contentTypes =
          Arrays.stream(types).map(type -> type.trim().toLowerCase(Locale.ROOT)).toList();
      for (String type : contentTypes) {
        if (!type.matches("[^\\s/;*]*\\*?[^\\s/;*]*/[^\\s/;*]*\\*?[^\\s/;*]*")
            || type.indexOf('*') != type.lastIndexOf('*')) {
          throw refused("contentTypes", type, "is not a type such as application/*+json");
        } else if (type.startsWith(MULTIPART)) {
          throw refused("contentTypes", type, "has parts, whose secrets are not recognised");
        }
      }
      return this;
    }

    /**
     * Names of headers and fields that are secret beside those that always are. Case, and all but
     * letters and digits, do not matter; a name that holds one of them is secret, too.
     *
     * @throws IllegalArgumentException if one has no letter or digit
     */
    public Builder redact(String... names) {
      for (String name : names) {
        if (name.chars().noneMatch(Character::isLetterOrDigit)) {
          throw refused("redact", name, "is not a name");
        }
      }
      redact = new TreeSet<>(Arrays.asList(names));
      return this;
    }

    /** Sets options by their names, as a servlet filter's init parameters have them. */
    Builder setAll(Map<String, String> options) {
      options.forEach(this::set);
      return this;
    }

    private void set(String name, String value) {
      switch (name) {
        case "captureNetwork" -> {
          if (!value.equals("true") && !value.equals("false")) {
            throw refused(name, value, "is none of true, false");
          }
          captureNetwork(value.equals("true"));
        }
        case "maxBodyBytes" -> {
          if (!value.matches("\\d{1,9}")) {
            throw refused(name, value, "is not between 0 and 1048576");
          }
          maxBodyBytes(Integer.parseInt(value));
        }
        case "contentTypes" -> contentTypes(value.split("\\s*,\\s*"));
        case "redact" -> redact(value.split("\\s*,\\s*"));
        default ->
            throw new IllegalArgumentException(
                "unknown option "
                    + name
                    + ": '"
                    + value
                    + "'; known are captureNetwork, contentTypes, maxBodyBytes, redact");
      }
    }

    private static IllegalArgumentException refused(String name, String value, String why) {
      return new IllegalArgumentException("option " + name + ": '" + value + "' " + why);
    }

    public NetworkCapture build() {
      return new NetworkCapture(this);
    }
  }
}
