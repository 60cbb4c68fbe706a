package dev.logline.diagnose;

import java.util.regex.Pattern;

/**
 * Shows texts without what may be secret in them: of URLs user info, and a query or fragment. What
 * is shown is often shown because it is not valid, so rather too much is left out.
 */
public final class Redaction {
  // To the end of the line: a value may have a blank in it.
  private static final Pattern QUERY = Pattern.compile("(//[^?#\\r\\n]*[?#])[^\\r\\n]+");
  // A password may have a blank, an @ or a slash in it.
  private static final Pattern USER_INFO = Pattern.compile("//(?:[^/\\r\\n]*|\\S*)@");

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)header|auth|key|token|secret|passw|credential|cookie");
  private static final Pattern VALUES = Pattern.compile("(?s)=.*");

  private Redaction() {}

  /** {@code text}, a URL or a message that quotes some, with {@code ***} for what is left out. */
  public static String redact(String text) {
    String withoutQuery = QUERY.matcher(text).replaceAll("$1***");
    return USER_INFO.matcher(withoutQuery).replaceAll("//***@");
  }

  /**
   * The value of an option that does not exist: a misspelt one may hold credentials. Where it is
   * {@code name=value} nothing behind the first name is shown, and nothing of it where the option's
   * own name speaks of secrets.
   */
  public static String ofUnknownOption(String name, String value) {
    return SECRET_NAME.matcher(name).find()
        ? "***"
        : VALUES.matcher(redact(value)).replaceFirst("=***");
  }
}
