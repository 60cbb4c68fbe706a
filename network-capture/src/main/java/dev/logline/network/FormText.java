package dev.logline.network;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Leaves the values of secret fields out of {@code name=value&name=value}, which may end anywhere.
 */
final class FormText {
  private FormText() {}

  static String redact(String text, Secrets secrets, Charset charset) {
    return Arrays.stream(text.split("&", -1))
        .map(field -> redactField(field, secrets, charset))
        .collect(Collectors.joining("&"));
  }

  private static String redactField(String field, Secrets secrets, Charset charset) {
    int equals = field.indexOf('=');
    if (equals < 0) {
      return field;
    }
    boolean secret =
        secrets.contains(decode(field.substring(0, equals), charset))
            // text in the text, such as JSON in a field of a form
            || secrets.isIn(decode(field.substring(equals + 1), charset));
    return secret ? field.substring(0, equals + 1) + Secrets.REDACTED : field;
  }

  /** As it is meant, or as it is where it is not well-formed. */
  static String decode(String encoded, Charset charset) {
    try {
      return URLDecoder.decode(encoded, charset);
    } catch (IllegalArgumentException e) {
      return encoded; // an escape that is cut, or none
    }
  }
}
