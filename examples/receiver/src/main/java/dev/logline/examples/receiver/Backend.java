package dev.logline.examples.receiver;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The backend that the environment names, in variables that any SDK and the javaagent understand;
 * Logline's presets need none of this.
 */
public final class Backend {
  private static final String OTLP = "OTEL_EXPORTER_OTLP_";

  private Backend() {}

  /** What to add to the environment, or null where it names no backend. */
  public static Map<String, String> named(Map<String, String> environment) {
    if (isSet(environment, OTLP + "ENDPOINT")) {
      return Map.of();
    }
    if (isSet(environment, "HYPERDX_API_KEY")) {
      return Map.of(
          OTLP + "ENDPOINT",
          environment.getOrDefault("HYPERDX_API_ENDPOINT", "https://in-otel.hyperdx.io"),
          OTLP + "PROTOCOL",
          "http/protobuf",
          OTLP + "HEADERS",
          "authorization=" + encode(environment.get("HYPERDX_API_KEY")));
    }
    if (isSet(environment, "LS_ACCESS_TOKEN")) {
      return Map.of(
          OTLP + "ENDPOINT",
          "https://ingest.lightstep.com:443",
          OTLP + "PROTOCOL",
          "grpc",
          OTLP + "HEADERS",
          "lightstep-access-token=" + encode(environment.get("LS_ACCESS_TOKEN")));
    }
    return null;
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
