package dev.logline.ship;

import java.nio.charset.StandardCharsets;

/**
 * Text that came from outside, made fit for a log line: at most 512 characters, and nothing in it
 * that a terminal or a line-based log would act on.
 */
final class ForeignText {
  static final int MAX_CHARS = 512;

  private ForeignText() {}

  static String of(byte[] utf8) {
    // No character takes more than four bytes, so what is cut here is cut below anyway.
    int length = Math.min(utf8.length, 4 * MAX_CHARS);
    return of(new String(utf8, 0, length, StandardCharsets.UTF_8));
  }

  static String of(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_CHARS));
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      String piece = isPlain(codePoint) ? Character.toString(codePoint) : escape(codePoint);
      if (out.length() + piece.length() > MAX_CHARS) {
        break;
      }
      out.append(piece);
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }

  private static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          // Format characters reorder or hide text: bidirectional overrides, zero width.
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }

  private static String escape(int codePoint) {
    return switch (codePoint) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format("\\u%04x", codePoint);
    };
  }
}
