package dev.logline.boot;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a backend's users would otherwise copy from its manual; {@code OTEL_*} wins over all of it.
 */
enum Preset {
  NONE(null, null),

  /** ClickStack and HyperDX: chosen by {@code HYPERDX_API_KEY}. */
  CLICKSTACK("hyperdx.api.key", "authorization") {
    @Override
    void addTo(Map<String, String> properties, String protocol) {
      String endpoint = Environment.get("hyperdx.api.endpoint");
      properties.put(
          "otel.exporter.otlp.endpoint",
          endpoint == null ? "https://in-otel.hyperdx.io" : endpoint);
      if (isTrue(Environment.get("debug"))) {
        for (String signal : Settings.SIGNALS) {
          properties.put("otel." + signal + ".exporter", "otlp,console");
        }
      }
    }
  },

  /** Lightstep: chosen by {@code LS_ACCESS_TOKEN}. */
  LIGHTSTEP("ls.access.token", "lightstep-access-token") {
    @Override
    void addTo(Map<String, String> properties, String protocol) {
      properties.put("otel.exporter.otlp.protocol", "grpc");
      properties.put("otel.exporter.otlp.endpoint", "https://ingest.lightstep.com:443");
    }
  },

  /** A DataKit on this host: HTTP under its own port and path, gRPC on the usual port. */
  DATAKIT(null, null) {
    @Override
    void addTo(Map<String, String> properties, String protocol) {
      boolean grpc = "grpc".equals(protocol);
      properties.put(
          "otel.exporter.otlp.endpoint",
          grpc ? "http://localhost:4317" : "http://localhost:9529/otel");
    }
  };

  private final String keyProperty;
  private final String keyHeader;

  Preset(String keyProperty, String keyHeader) {
    this.keyProperty = keyProperty;
    this.keyHeader = keyHeader;
  }

  /** The preset of that name, else the one whose key is in the environment, else {@link #NONE}. */
  static Preset choose(String name) {
    if (name != null) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
    for (Preset preset : values()) {
      if (preset.keyProperty != null && Environment.isSet(preset.keyProperty)) {
        return preset;
      }
    }
    return NONE;
  }

  /**
   * The properties it sets, to be overridden by any other source.
   *
   * @param protocol that the user has chosen, or null
   */
  Map<String, String> properties(String protocol) {
    Map<String, String> properties = new LinkedHashMap<>();
    addTo(properties, protocol);
    return properties;
  }

  void addTo(Map<String, String> properties, String protocol) {}

  /** The header that carries the user's key, or nothing where the user has set none. */
  Map<String, String> headers() {
    String key = keyProperty == null ? null : Environment.get(keyProperty);
    return key == null ? Map.of() : Map.of(keyHeader, key);
  }

  /** Only {@code true} and {@code 1}, any case: {@code DEBUG=false} must not switch it on. */
  static boolean isTrue(String value) {
    return value != null && (value.equals("1") || value.equalsIgnoreCase("true"));
  }
}
