package dev.logline.ship;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ExportLogsServiceResponse in JSON, as some servers answer whatever they were asked in. Only
 * such a one is recognised: any other JSON is of another server.
 *
 * <p>Source: OTLP specification 1.x, "JSON Protobuf Encoding": names in lowerCamelCase, 64 bits as
 * decimal strings, of which readers take numbers as well; null is a field that is not there.
 */
final class JsonAnswer {
  private static final int LONGEST = 64 * 1024;

  private static final String REJECTED =
      "\"rejectedLogRecords\"\\s*:\\s*(?:null|\"?(-?\\d{1,18})\"?)";
  private static final String MESSAGE =
      "\"errorMessage\"\\s*:\\s*(?:null|\"((?:[^\"\\\\]++|\\\\.)*+)\")";
  private static final String FIELD = "(?:" + REJECTED + "|" + MESSAGE + ")\\s*";
  private static final String FIELDS = "(?:" + FIELD + "(?:,\\s*" + FIELD + ")?)?";
  private static final Pattern RESPONSE =
      Pattern.compile(
          "\\s*\\{\\s*(?:\"partialSuccess\"\\s*:\\s*(?:null|\\{\\s*"
              + FIELDS
              + "\\})\\s*)?\\}\\s*");

  private JsonAnswer() {}

  /** What the answer says, or null where it is none of those. */
  static Answer.Delivered read(byte[] body) {
    if (body.length > LONGEST) {
      return null;
    }
    Matcher response = RESPONSE.matcher(new String(body, UTF_8));
    if (!response.matches()) {
      return null;
    }
    String rejected = either(response, 1, 3);
    String message = either(response, 2, 4);
    return new Answer.Delivered(
        rejected == null ? 0 : Math.max(0, Long.parseLong(rejected)),
        message == null ? "" : ForeignText.of(message));
  }

  private static String either(Matcher response, int first, int second) {
    return response.group(first) != null ? response.group(first) : response.group(second);
  }
}
