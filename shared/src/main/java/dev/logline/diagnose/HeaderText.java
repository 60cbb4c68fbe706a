package dev.logline.diagnose;

/** What a header of HTTP may be made of, and how its name is shown. */
public final class HeaderText {
  private static final String SIGNS = "!#$%&'*+-.^_`|~";

  /** ISO 8859-1, which is the most that a sender takes. */
  private static final int LAST = 0xFF;

  private static final int DELETE = 0x7F;

  private HeaderText() {}

  /** Whether {@code text} can be the name of a header: RFC 9110, 5.1. */
  public static boolean isName(String text) {
    return !text.isEmpty() && nameLength(text) == text.length();
  }

  /** Whether {@code text} can be the value of a header: RFC 9110, 5.5. */
  public static boolean isValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == DELETE || c > LAST) {
        return false;
      }
    }
    return true;
  }

  /**
   * A name as it may be shown: with {@code ***} from where it is none, for of {@code authorization
   * Bearer abc==}, which lacks its first {@code =}, the credential is a part of the name.
   */
  public static String printableName(String name) {
    return isName(name) ? name : name.substring(0, nameLength(name)) + "***";
  }

  private static int nameLength(String text) {
    int length = 0;
    while (length < text.length() && isOfName(text.charAt(length))) {
      length++;
    }
    return length;
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || SIGNS.indexOf(c) >= 0;
  }
}
