package dev.logline;

import dev.logline.buffer.RecordBuffers;
import dev.logline.diagnose.HeaderText;
import dev.logline.diagnose.Redaction;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the value of each option must be; a refusal names the option and the value. */
final class OptionChecks {
  // Patterns, which few programs need: compiled at each start they would cost a millisecond.
  private static final String SIZE = "(\\d{1,15})\\s*([KMG]i?B?|B)?";
  private static final String TIME = "(\\d{1,12})\\s*(ms|s|m)?";

  private static final int LARGEST_PORT = 65_535;

  /** So that a deadline in nanoseconds never overflows. */
  private static final Duration LONGEST = Duration.ofDays(1);

  static final List<String> NAMES =
      List.of(
          "blockTimeout",
          "bufferBytes",
          "captureNetwork",
          "certificate",
          "clientCertificate",
          "clientKey",
          "compression",
          "endpoint",
          "export",
          "flushTimeout",
          "global",
          "headers",
          "overflow",
          "overflowWait",
          "preset",
          "protocol",
          "recordUid",
          "resourceAttributes",
          "serviceName",
          "spool",
          "spoolBytes",
          "spoolForce",
          "timeout");

  private OptionChecks() {}

  static void checkName(String name, String value) {
    if (!NAMES.contains(name)) {
      throw unknown(name, value);
    }
  }

  // A switch, and no table of functions: each of these would cost a start of the JVM half a
  // millisecond.
  static void check(String name, String value) {
    switch (name) {
      case "endpoint" -> checkUrl(name, value);
      case "protocol" -> checkOneOf(name, value, "http/protobuf", "grpc");
      case "headers" -> checkHeaders(name, value);
      case "resourceAttributes" -> checkPairs(name, value);
      case "compression" -> checkOneOf(name, value, "gzip", "none");
      case "certificate", "clientKey", "clientCertificate" -> checkFile(name, value);
      case "preset" -> checkOneOf(name, value, "clickstack", "lightstep", "datakit");
      case "global" -> checkOneOf(name, value, "lazy", "eager", "never");
      case "export" -> checkOneOf(name, value, "auto", "own", "global");
      case "bufferBytes" -> checkBufferBytes(name, value);
      case "overflow" ->
          checkOneOf(name, value, "drop-newest", "drop-oldest", "drop-lowest-severity", "block");
      case "spool" -> checkPath(name, value);
      case "spoolBytes" -> checkSpoolBytes(name, value);
      case "spoolForce" -> checkInterval(name, value);
      case "recordUid", "captureNetwork" -> checkOneOf(name, value, "true", "false");
      case "timeout", "overflowWait", "blockTimeout", "flushTimeout" -> duration(name, value);
      case "serviceName" -> {} // any
      default -> throw unknown(name, value);
    }
  }

  private static IllegalArgumentException unknown(String name, String value) {
    return new IllegalArgumentException(
        "unknown option "
            + name
            + ": '"
            + Redaction.ofUnknownOption(name, value)
            + "'; known are "
            + NAMES);
  }

  private static void checkOneOf(String name, String value, String... allowed) {
    List<String> values = List.of(allowed);
    if (!values.contains(value)) {
      throw refused(name, value, "is none of " + String.join(", ", values));
    }
  }

  private static void checkUrl(String name, String value) {
    try {
      URI uri = new URI(value);
      if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
        throw refused(name, value, "is not a URL of http or https");
      }
      if (uri.getHost() == null) {
        throw refused(name, value, "has no valid host name (a host name has no underscore)");
      }
      if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
        throw refused(name, value, "has a query or a fragment, which no endpoint of OTLP has");
      }
      if (uri.getPort() == 0 || uri.getPort() > LARGEST_PORT) {
        throw refused(name, value, "has a port that is none of 1 to " + LARGEST_PORT);
      }
    } catch (URISyntaxException e) {
      throw refused(name, value, "is not a URL of http or https");
    }
  }

  private static void checkFile(String name, String value) {
    checkPath(name, value);
    if (!Files.isReadable(Path.of(value))) {
      throw refused(name, value, "is not a readable file");
    }
  }

  private static void checkPairs(String name, String value) {
    for (String pair : value.split(",")) {
      if (!pair.isBlank() && pair.indexOf('=') < 1) {
        throw refused(name, value, "is not name=value,name=value");
      }
    }
  }

  /** Names the header that cannot be sent as far as it is a name; the rest may be a credential. */
  private static void checkHeaders(String name, String value) {
    checkPairs(name, value);
    for (String pair : value.split(",")) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        continue; // nothing between two commas
      }
      String header = pair.substring(0, equals).trim();
      if (!HeaderText.isName(header)) {
        String shown = HeaderText.printableName(header);
        throw refused(name, value, "has '" + shown + "', which is no name of a header");
      }
      if (!HeaderText.isValue(pair.substring(equals + 1).trim())) {
        String why = "has a value of " + header + " with a character no header may have";
        throw refused(name, value, why);
      }
    }
  }

  private static void checkBufferBytes(String name, String value) {
    long bytes = bytes(name, value);
    if (bytes < RecordBuffers.MIN_BYTES) {
      throw refused(name, value, "is less than the smallest buffer, 2 MiB");
    }
  }

  private static void checkSpoolBytes(String name, String value) {
    long bytes = bytes(name, value);
    if (bytes < RecordBuffers.MIN_SPOOL_BYTES) {
      throw refused(name, value, "is less than the smallest spool, 16 MiB");
    }
  }

  private static void checkPath(String name, String value) {
    try {
      Path unused = Path.of(value);
    } catch (InvalidPathException e) {
      throw refused(name, value, "is not a path");
    }
  }

  private static void checkInterval(String name, String value) {
    if (duration(name, value).isZero()) {
      throw refused(name, value, "is no interval");
    }
  }

  static long bytes(String name, String value) {
    Matcher size = Pattern.compile(SIZE).matcher(value);
    if (!size.matches()) {
      throw refused(name, value, "is not a number of bytes such as 67108864 or 64MiB");
    }
    String unit = Objects.requireNonNullElse(size.group(2), "B");
    int shift =
        switch (unit.charAt(0)) {
          case 'K' -> 10;
          case 'M' -> 20;
          case 'G' -> 30;
          default -> 0;
        };
    long number = Long.parseLong(size.group(1));
    return number > Long.MAX_VALUE >> shift ? Long.MAX_VALUE : number << shift;
  }

  static Duration duration(String name, String value) {
    Duration duration = parse(name, value);
    if (duration.compareTo(LONGEST) > 0) {
      throw refused(name, value, "is more than a day");
    }
    return duration;
  }

  private static Duration parse(String name, String value) {
    Matcher time = Pattern.compile(TIME).matcher(value.toLowerCase(Locale.ROOT));
    if (time.matches()) {
      long number = Long.parseLong(time.group(1));
      return switch (Objects.requireNonNullElse(time.group(2), "ms")) {
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofMillis(number);
      };
    }
    try {
      Duration parsed = Duration.parse(value);
      if (!parsed.isNegative()) {
        return parsed;
      }
    } catch (DateTimeParseException e) {
      // said below, with the forms that are understood
    }
    throw refused(name, value, "is not a time such as 5s, 500ms, or milliseconds");
  }

  private static IllegalArgumentException refused(String name, String value, String why) {
    return new IllegalArgumentException(
        "option " + name + ": '" + LoglineOptions.printable(name, value) + "' " + why);
  }
}
