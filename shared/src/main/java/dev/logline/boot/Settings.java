package dev.logline.boot;

import dev.logline.LoglineOptions;
import dev.logline.buffer.Overflow;
import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.SpoolSettings;
import dev.logline.diagnose.Redaction;
import dev.logline.diagnose.StatusPort;
import dev.logline.logrecord.RecordLimits;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * The element's options and the preset, as properties for the SDK's autoconfigure, which reads all
 * the rest itself: the preset below {@code OTEL_*}, the element above.
 */
final class Settings {
  static final List<String> SIGNALS = List.of("logs", "traces", "metrics");
  private static final String OTLP = "otel.exporter.otlp.";

  /** Options that are a property of all three signals' exporters, one to one. */
  static final Map<String, String> EXPORTER_OPTIONS =
      Map.of(
          "protocol", "protocol",
          "compression", "compression",
          "certificate", "certificate",
          "clientKey", "client.key",
          "clientCertificate", "client.certificate");

  private final LoglineOptions options;
  private Preset preset; // null until the boot asks for it
  private volatile Set<String> unusable; // options; null until their files are looked at

  Settings(LoglineOptions options) {
    this.options = options;
  }

  LoglineOptions options() {
    return options;
  }

  /**
   * Leaves out what names a file that cannot be used, and says so. For the boot: to read a
   * certificate costs a program's start a tenth of a second.
   */
  synchronized void ignoreUnusableFiles(StatusPort status) {
    if (unusable == null) {
      unusable = TlsFiles.unusable(options, status);
    }
  }

  /** An option as it is used, or null. */
  private String used(String option) {
    Set<String> left = unusable;
    return left != null && left.contains(option) ? null : options.get(option);
  }

  Overflow overflow() {
    String policy = options.get("overflow");
    if (policy == null || Policy.named(policy) != Policy.BLOCK) {
      return new Overflow(
          policy == null ? Policy.DROP_NEWEST : Policy.named(policy),
          options.duration("overflowWait", Duration.ofMillis(100)));
    }
    return new Overflow(Policy.BLOCK, options.duration("blockTimeout", Duration.ofSeconds(10)));
  }

  /** Where records are kept beyond the end of the process, or null. */
  SpoolSettings spool() {
    String directory = options.get("spool");
    if (directory == null) {
      return null;
    }
    Path path = Path.of(directory).toAbsolutePath();
    return new SpoolSettings(
        path,
        options.bytes("spoolBytes", SpoolSettings.defaultBytes(path)),
        options.duration("spoolForce", null));
  }

  boolean recordUid() {
    String value = options.get("recordUid");
    return value == null ? options.get("spool") != null : value.equals("true");
  }

  /** Whether headers and bodies of HTTP are to be captured by what may do it. */
  static boolean captureNetwork(LoglineOptions options) {
    String value = options.get("captureNetwork");
    return value == null
        ? Preset.isTrue(Environment.get("hyperdx.enable.advanced.network.capture"))
        : value.equals("true");
  }

  synchronized Preset preset() {
    if (preset == null) {
      preset = Preset.choose(options.get("preset"));
    }
    return preset;
  }

  String export() {
    return options.get("export") == null ? "auto" : options.get("export");
  }

  String global() {
    return options.get("global") == null ? "lazy" : options.get("global");
  }

  /** Whether the element, a preset or the environment names where logs shall go. */
  boolean namesBackend() {
    return options.get("endpoint") != null
        || preset() != Preset.NONE
        || Environment.isSet(OTLP + "endpoint")
        || Environment.isSet(OTLP + "logs.endpoint")
        || Environment.isSet("otel.logs.exporter");
  }

  /** The limits as far as they are known before the SDK has read the configuration. */
  static RecordLimits environmentLimits() {
    int count = number("attribute.count.limit", RecordLimits.DEFAULT.attributeCount());
    int length =
        number("attribute.value.length.limit", RecordLimits.DEFAULT.attributeValueLength());
    return new RecordLimits(count, length);
  }

  private static int number(String limit, int otherwise) {
    for (String prefix : List.of("otel.logrecord.", "otel.")) {
      String value = Environment.get(prefix + limit);
      if (value != null && value.matches("\\d{1,9}")) {
        return Integer.parseInt(value); // anything else is refused, and said, at the boot
      }
    }
    return otherwise;
  }

  /** What holds where nobody says otherwise. */
  Map<String, String> defaults() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(OTLP + "protocol", "http/protobuf");
    String protocol = options.get("protocol");
    properties.putAll(
        preset().properties(protocol == null ? Environment.get(OTLP + "protocol") : protocol));
    return properties;
  }

  /** What the element says, over everything else. */
  Map<String, String> overrides(ConfigProperties config) {
    Map<String, String> overrides = new LinkedHashMap<>();
    EXPORTER_OPTIONS.forEach((option, key) -> override(overrides, config, key, used(option)));
    if (options.timeoutMillis() >= 0) {
      override(overrides, config, "timeout", options.timeoutMillis() + "ms");
    }
    overrideHeaders(overrides, config);
    overrideEndpoint(overrides, config);
    if (options.get("serviceName") != null) {
      overrides.put("otel.service.name", options.get("serviceName"));
    }
    if (options.get("resourceAttributes") != null) {
      Map<String, String> merged = new LinkedHashMap<>(config.getMap("otel.resource.attributes"));
      merged.putAll(pairs(options.get("resourceAttributes")));
      overrides.put("otel.resource.attributes", join(merged));
    }
    return overrides;
  }

  private static void override(
      Map<String, String> overrides, ConfigProperties config, String key, String value) {
    if (value == null) {
      return;
    }
    overrides.put(OTLP + key, value);
    for (String signal : SIGNALS) {
      if (config.getString(OTLP + signal + "." + key) != null) {
        overrides.put(OTLP + signal + "." + key, value);
      }
    }
  }

  /** The element's headers replace all; a preset's key joins those of the environment. */
  private void overrideHeaders(Map<String, String> overrides, ConfigProperties config) {
    if (options.get("headers") != null) {
      Map<String, String> headers = pairs(options.get("headers"));
      addAbsent(headers, preset().headers());
      override(overrides, config, "headers", join(encoded(headers)));
    } else if (!preset().headers().isEmpty()) {
      Map<String, String> key = encoded(preset().headers());
      Map<String, String> common = new LinkedHashMap<>(config.getMap(OTLP + "headers"));
      addAbsent(common, key);
      overrides.put(OTLP + "headers", join(common));
      for (String signal : SIGNALS) {
        Map<String, String> own = new LinkedHashMap<>(config.getMap(OTLP + signal + ".headers"));
        if (!own.isEmpty()) {
          addAbsent(own, key);
          overrides.put(OTLP + signal + ".headers", join(own));
        }
      }
    }
  }

  private static void addAbsent(Map<String, String> headers, Map<String, String> more) {
    more.forEach(
        (name, value) -> {
          if (headers.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
            headers.put(name, value);
          }
        });
  }

  private void overrideEndpoint(Map<String, String> overrides, ConfigProperties config) {
    String elements = options.get("endpoint");
    String given = elements == null ? config.getString(OTLP + "endpoint") : elements;
    if (given == null) {
      return;
    }
    String endpoint = withOneSlash(given);
    overrides.put(OTLP + "endpoint", endpoint);
    if (elements == null) {
      return; // and those of single signals are the environment's, too
    }
    for (String signal : SIGNALS) {
      String own = OTLP + signal + ".endpoint";
      if (config.getString(own) != null) {
        String base = endpoint.endsWith("/") ? endpoint : endpoint + "/";
        overrides.put(own, isGrpc(config, signal) ? endpoint : base + "v1/" + signal);
      }
    }
  }

  /**
   * With a path that begins with one slash: the SDK takes what stands behind two for another host,
   * and sends everything there, headers too.
   */
  private static String withOneSlash(String endpoint) {
    return endpoint.replaceFirst("^(\\w+://[^/?#]+)//+", "$1/");
  }

  private boolean isGrpc(ConfigProperties config, String signal) {
    String protocol = options.get("protocol");
    if (protocol == null) {
      protocol = config.getString(OTLP + signal + ".protocol");
    }
    return "grpc".equals(protocol == null ? config.getString(OTLP + "protocol") : protocol);
  }

  /** Says where the element wins over the environment. */
  void sayDifferences(StatusPort status) {
    for (String scope : List.of(OTLP, OTLP + "logs.", OTLP + "traces.", OTLP + "metrics.")) {
      for (String option : List.of("endpoint", "headers", "timeout")) {
        differs(status, option, scope + option);
      }
      EXPORTER_OPTIONS.forEach((option, key) -> differs(status, option, scope + key));
    }
    differs(status, "serviceName", "otel.service.name");
    differs(status, "resourceAttributes", "otel.resource.attributes");
  }

  private void differs(StatusPort status, String option, String property) {
    String value = used(option);
    String other = Environment.get(property);
    if (value != null && other != null && !value.equals(other)) {
      String shown = option.equals("headers") ? "***" : "'" + Redaction.redact(other) + "'";
      status.info(
          "option "
              + option
              + ": '"
              + options.printable(option)
              + "' wins over "
              + Environment.variable(property)
              + " ("
              + property
              + ") "
              + shown);
    }
  }

  static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(",")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
      }
    }
    return pairs;
  }

  private static Map<String, String> encoded(Map<String, String> pairs) {
    Map<String, String> encoded = new LinkedHashMap<>();
    pairs.forEach((name, value) -> encoded.put(name, encode(value)));
    return encoded;
  }

  /** Percent-encoding as the specification has it for header values. */
  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String join(Map<String, String> pairs) {
    StringJoiner joined = new StringJoiner(",");
    pairs.forEach((name, value) -> joined.add(name + "=" + value));
    return joined.toString();
  }
}
