package dev.logline.logrecord;

import java.util.function.Function;

/**
 * What was encoded for texts that come again and again: names of loggers, threads and attributes.
 * Texts are told apart by identity first, as such names are the same objects at every call.
 */
final class KnownTexts<T> {
  private static final int SLOTS = 256; // a power of two

  /** A longer one is not worth its memory. */
  private static final int LONGEST = 256;

  /** A text that is in the way of others leaves after so many of them. */
  private static final int PATIENCE = 16;

  private final Function<String, T> encode;
  private final String[] texts = new String[SLOTS];
  private final Object[] encoded = new Object[SLOTS];
  private int missed;

  KnownTexts(Function<String, T> encode) {
    this.encode = encode;
  }

  /** What the text is encoded to, or null where it is not known, and has to be encoded now. */
  @SuppressWarnings({
    "ReferenceEquality", // the fast way to the same answer
    "unchecked" // only what encode made is in there
  })
  T find(String text) {
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    String known = texts[slot];
    if (known == text || (known != null && known.equals(text))) {
      return (T) encoded[slot];
    }
    if (text.length() > LONGEST || (known != null && ++missed % PATIENCE != 0)) {
      return null;
    }
    T made = encode.apply(text);
    texts[slot] = text;
    encoded[slot] = made;
    return made;
  }
}
