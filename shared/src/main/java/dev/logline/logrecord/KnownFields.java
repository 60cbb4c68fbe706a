package dev.logline.logrecord;

import java.util.Arrays;

/**
 * Fields that come again and again with the same value, as they were encoded: the thread's name, a
 * level, an entry of the MDC while one request is served. One that comes twice in a row is kept.
 */
final class KnownFields {
  private static final int SLOTS = 256; // a power of two

  /** Of name and value; a longer field is not worth its memory. */
  private static final int LONGEST = 256;

  private final String[] names = new String[SLOTS];
  private final String[] texts = new String[SLOTS]; // null for a number
  private final long[] numbers = new long[SLOTS];
  private final byte[][] encoded = new byte[SLOTS][];

  /** What each slot was asked for last; a reference would cost more to store. */
  private final int[] hashes = new int[SLOTS];

  // Of what was asked for last and is not known:
  private int slot;
  private boolean again;

  /** The encoded field, or null: then the caller encodes it, and says so by {@code written}. */
  byte[] find(String name, String text) {
    if (text.length() > LONGEST) {
      again = false;
      return null;
    }
    int nameHash = name.hashCode();
    int slot = slot(nameHash);
    String known = texts[slot];
    if (known != null && is(text, known) && isNameOf(slot, name)) {
      return encoded[slot];
    }
    miss(slot, nameHash * 31 + text.hashCode());
    return null;
  }

  /** The same for a number. */
  byte[] find(String name, long number) {
    int nameHash = name.hashCode();
    int slot = slot(nameHash);
    if (texts[slot] == null && numbers[slot] == number && isNameOf(slot, name)) {
      return encoded[slot];
    }
    miss(slot, nameHash * 31 + Long.hashCode(number));
    return null;
  }

  private void miss(int slot, int hash) {
    this.slot = slot;
    again = hashes[slot] == hash;
    hashes[slot] = hash;
  }

  /** The field that was not found stands from {@code from} on to the end of {@code out}. */
  void written(String name, String text, ProtoWriter out, int from) {
    if (again && out.size() - from <= LONGEST) {
      keep(name, text, 0, Arrays.copyOfRange(out.array(), from, out.size()));
    }
  }

  /** The same for a number. */
  void written(String name, long number, ProtoWriter out, int from) {
    if (again && out.size() - from <= LONGEST) {
      keep(name, null, number, Arrays.copyOfRange(out.array(), from, out.size()));
    }
  }

  private void keep(String name, String text, long number, byte[] field) {
    names[slot] = name;
    texts[slot] = text;
    numbers[slot] = number;
    encoded[slot] = field;
  }

  private boolean isNameOf(int slot, String name) {
    String known = names[slot];
    return known != null && is(name, known);
  }

  @SuppressWarnings("ReferenceEquality") // the fast way to the same answer
  private static boolean is(String text, String known) {
    return text == known || text.equals(known);
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 16) & (SLOTS - 1);
  }
}
