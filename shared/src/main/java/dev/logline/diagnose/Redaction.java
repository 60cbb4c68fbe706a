package dev.logline.diagnose;

import java.util.regex.Pattern;

/**
 * Shows texts without what may be secret in their URLs: user info, and a query or fragment. What is
 * shown is often shown because it is no valid URL, so rather too much is left out.
 */
public final class Redaction {
  // To the end of the line: a value may have a blank in it.
  private static final Pattern QUERY = Pattern.compile("(//[^?#\\r\\n]*[?#])[^\\r\\n]+");
  // A password may have a blank, an @ or a slash in it.
  private static final Pattern USER_INFO = Pattern.compile("//(?:[^/\\r\\n]*|\\S*)@");

  private Redaction() {}

  /** {@code text}, a URL or a message that quotes some, with {@code ***} for what is left out. */
  public static String redact(String text) {
    String withoutQuery = QUERY.matcher(text).replaceAll("$1***");
    return USER_INFO.matcher(withoutQuery).replaceAll("//***@");
  }
}
