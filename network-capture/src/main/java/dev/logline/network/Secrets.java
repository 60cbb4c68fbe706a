package dev.logline.network;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is secret: headers and fields by their names, and what looks like a credential in a text. A
 * name is looked at without its case and without anything but letters and digits: {@code
 * X-Api-Key}, {@code api_key} and {@code apiKey} are the same.
 */
final class Secrets {
  /** What stands where a secret stood, as in OpenTelemetry's semantic conventions for URLs. */
  static final String REDACTED = "REDACTED";

  /** A name that holds one of these anywhere is secret. */
  private static final List<String> PARTS =
      List.of(
          "accesskey",
          "apikey",
          "authorization",
          "cardnumber",
          "cookie",
          "credential",
          "passphrase",
          "passwd",
          "password",
          "privatekey",
          "pwd",
          "secret",
          "sessionid",
          "signature",
          "subscriptionkey",
          "token");

  /** Too short to be looked for within others. */
  private static final Set<String> WHOLE =
      Set.of(
          "auth", "csrf", "cvc", "cvv", "jwt", "otp", "pass", "pin", "sid", "sig", "ssn", "xsrf");

  /** A user's name and password in a URL, a header's value that was quoted, a JSON Web Token. */
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "(?<=//)[^/\\s@:]*:[^/\\s@]*(?=@)"
              + "|(?<=\\b(?i:Bearer|Basic|Digest) )[\\w.~+/-]{8,}=*"
              + "|(?<![\\w-])eyJ[\\w-]{8,}\\.[\\w-]+(?:\\.[\\w-]*)?");

  private final List<String> parts;
  private final Pattern assignment;

  /**
   * @param more names that are secret beside those that always are
   */
  Secrets(Set<String> more) {
    Set<String> all = new TreeSet<>(PARTS);
    more.forEach(name -> all.add(plain(name)));
    parts = List.copyOf(all);
    // Bounded, so that no text can make it look far from each of many places. The letters of a name
    // may have a hyphen or an underscore between them.
    String anyPart =
        parts.stream()
            .map(part -> String.join("[-_. ]?", part.split("")))
            .collect(Collectors.joining("|"));
    String name =
        "(?:(?:" + anyPart + ")[\\w.-]{0,64}|(?<![\\w-])(?:" + String.join("|", WHOLE) + "))";
    assignment =
        Pattern.compile(
            "(" + name + "[\\\\\"']{0,8}\\s{0,16}[:=>]\\s{0,16})[^\\r\\n]+",
            Pattern.CASE_INSENSITIVE);
  }

  /** Whether the value of a header or field of this name is secret. */
  boolean contains(String name) {
    String plain = plain(name);
    return WHOLE.contains(plain) || parts.stream().anyMatch(plain::contains);
  }

  /**
   * Text of no known form without what looks secret: what follows {@code password=}, {@code
   * "token":} and the like is left out to the end of the line, for where it ends nobody knows.
   */
  String redact(CharSequence text) {
    String assigned =
        assignment
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(found.group(1)) + REDACTED);
    return CREDENTIAL.matcher(assigned).replaceAll(REDACTED);
  }

  /** Whether {@link #redact} would leave something out. */
  boolean isIn(CharSequence text) {
    return assignment.matcher(text).find() || CREDENTIAL.matcher(text).find();
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    name.toLowerCase(Locale.ROOT)
        .chars()
        .filter(Character::isLetterOrDigit)
        .forEach(letter -> plain.append((char) letter));
    return plain.toString();
  }
}
