package dev.logline.logrecord;

/** UTF-8 that is always valid: a lone surrogate is written as U+FFFD. */
final class Utf8 {
  private static final int REPLACEMENT = 0xFFFD;

  private Utf8() {}

  /** Bytes that {@link #encode} writes for {@code text}. */
  static int size(String text) {
    int length = text.length();
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= text.charAt(i); // no branch: most text is ASCII
    }
    return all < 0x80 ? length : length + more(text, length);
  }

  /** Bytes beyond one for each char. */
  private static int more(String text, int length) {
    int more = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (c < 0x800) {
        more++;
      } else {
        more += 2;
        if (i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1))) {
          i++; // two chars, four bytes: each is counted once, and two were added
        }
      }
    }
    return more;
  }

  static byte[] encode(String text) {
    byte[] bytes = new byte[size(text)];
    encode(text, bytes.length, bytes, 0);
    return bytes;
  }

  /**
   * Writes {@code text} at {@code offset}, where it must fit.
   *
   * @param utf8Size its {@link #size}
   */
  @SuppressWarnings(
      "deprecation") // which is because it takes the low bytes only: ASCII has no other
  static void encode(String text, int utf8Size, byte[] target, int offset) {
    int length = text.length();
    if (utf8Size == length) {
      text.getBytes(0, length, target, offset);
      return;
    }
    int at = offset;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      char next = i + 1 < length ? text.charAt(i + 1) : 0;
      at = put(c, next, target, at);
      i += Character.isSurrogatePair(c, next) ? 1 : 0;
    }
  }

  /**
   * Writes characters at {@code offset}, where three bytes for each must fit; where it ends is
   * returned.
   */
  static int encode(char[] text, int length, byte[] target, int offset) {
    int at = offset;
    for (int i = 0; i < length; i++) {
      char c = text[i];
      char next = i + 1 < length ? text[i + 1] : 0;
      at = put(c, next, target, at);
      i += Character.isSurrogatePair(c, next) ? 1 : 0;
    }
    return at;
  }

  /** Writes {@code c}, and with it {@code next} where they are a pair. */
  private static int put(char c, char next, byte[] target, int offset) {
    int at = offset;
    if (c < 0x80) {
      target[at++] = (byte) c;
    } else if (c < 0x800) {
      target[at++] = (byte) (0xC0 | (c >> 6));
      target[at++] = (byte) (0x80 | (c & 0x3F));
    } else if (Character.isSurrogatePair(c, next)) {
      int point = Character.toCodePoint(c, next);
      target[at++] = (byte) (0xF0 | (point >> 18));
      target[at++] = (byte) (0x80 | ((point >> 12) & 0x3F));
      target[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      target[at++] = (byte) (0x80 | (point & 0x3F));
    } else {
      int point = Character.isSurrogate(c) ? REPLACEMENT : c;
      target[at++] = (byte) (0xE0 | (point >> 12));
      target[at++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      target[at++] = (byte) (0x80 | (point & 0x3F));
    }
    return at;
  }
}
