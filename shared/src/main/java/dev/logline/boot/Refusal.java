package dev.logline.boot;

import dev.logline.LoglineOptions;
import dev.logline.diagnose.Redaction;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What is said of a configuration that the SDK refuses: why, and which settings may be meant. */
final class Refusal {
  /**
   * Of an endpoint that may have neither, the SDK quotes nothing else; of a header's value that is
   * not percent-encoded, the JDK quotes what is behind the percent sign.
   */
  private static final Pattern PART =
      Pattern.compile("((?:query string|fragment|Error at index \\d+ in): ).+");

  private static final String HEADERS = "headers";

  /** Of what an exporter or a batch processor refuses, its message names neither. */
  private static final List<String> UNNAMED =
      List.of("otel.exporter.otlp.", "otel.blrp.", "otel.bsp.", "otel.metric.export.");

  private Refusal() {}

  /**
   * The messages of {@code e} and its causes, without what may be secret in them.
   *
   * @param options of the element
   */
  static String explain(Throwable e, LoglineOptions options) {
    StringBuilder raw = new StringBuilder(); // settings are found in it by their values
    StringBuilder text = new StringBuilder("The OpenTelemetry configuration was refused");
    String separator = ": ";
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 5; cause = cause.getCause(), depth++) {
      if (depth > 0 && quotesPartOfUrl(cause)) {
        break;
      }
      String message = cause instanceof Error ? cause.toString() : cause.getMessage();
      if (message == null) {
        message = cause.toString();
      }
      if (raw.indexOf(message) < 0) {
        raw.append(message).append('\n');
        text.append(separator).append(redact(message));
        separator = "; ";
      }
      if (message.contains("No GrpcSenderProvider")) {
        text.append("; protocol=grpc needs ").append(Senders.GRPC_ARTIFACT);
        text.append(" on the class path");
      }
    }
    return text + settings(raw.toString(), options);
  }

  /** Whether its message may be a piece of a password; the URL itself was said before. */
  private static boolean quotesPartOfUrl(Throwable cause) {
    return cause instanceof MalformedURLException
        || cause instanceof URISyntaxException
        || cause instanceof NumberFormatException;
  }

  private static String redact(String message) {
    return PART.matcher(Redaction.redact(message)).replaceAll("$1***");
  }

  /**
   * Which settings may be meant, of the element or the environment: the SDK names a value at most.
   */
  private static String settings(String message, LoglineOptions options) {
    StringBuilder settings = new StringBuilder();
    for (String name : Settings.EXPORTER_OPTIONS.keySet()) {
      if (options.get(name) != null) {
        append(settings, name, options.get(name));
      }
    }
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (isMeant(message, variable.getKey(), variable.getValue(), "OTEL_")) {
        append(settings, variable.getKey(), variable.getValue());
      }
    }
    for (String name : System.getProperties().stringPropertyNames()) {
      String value = System.getProperty(name, "");
      if (isMeant(message, name, value, "otel.")) {
        append(settings, name, value);
      }
    }
    return settings.isEmpty() ? "" : "; settings that may be meant:" + settings;
  }

  private static boolean isMeant(String message, String name, String value, String prefix) {
    String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
    if (!name.startsWith(prefix)) {
      return false;
    }
    return property.endsWith(HEADERS)
        ? message.contains("header")
        : UNNAMED.stream().anyMatch(property::startsWith)
            || (value.length() > 2 && message.contains(value));
  }

  private static void append(StringBuilder settings, String name, String value) {
    boolean secret = name.toLowerCase(Locale.ROOT).endsWith(HEADERS);
    String shown = secret ? "***" : Redaction.redact(value);
    settings.append(' ').append(name).append("='").append(shown).append('\'');
  }
}
