package dev.logline.logrecord;

/** Texts of objects that are not ours: what they throw becomes part of the text. */
public final class Texts {
  private Texts() {}

  /** {@code String.valueOf(value)}, or {@code [FAILED toString(): class]} where that throws. */
  public static String of(Object value) {
    try {
      return String.valueOf(value);
    } catch (Throwable e) {
      return failed("toString", value, e);
    }
  }

  /** The throwable's message, which may be null, or {@code [FAILED getMessage(): class]}. */
  static String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (Throwable e) {
      return failed("getMessage", thrown, e);
    }
  }

  /** The mark for a method of an application's object that threw {@code reason}. */
  public static String failed(String method, Object value, Throwable reason) {
    return "[FAILED "
        + method
        + "(): "
        + value.getClass().getName()
        + ": "
        + reason.getClass().getName()
        + "]";
  }

  /** What a formatter or layout made, for a line of a file; {@code text} may be null. */
  public static String withoutLineBreak(String text) {
    if (text == null) {
      return null;
    }
    int end = text.length();
    if (end > 0 && text.charAt(end - 1) == '\n') {
      end--;
    }
    if (end > 0 && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(0, end);
  }
}
