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

  private final Entry[] entries = new Entry[SLOTS];

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
    Entry known = entries[slot];
    if (known != null && is(name, known.name) && is(text, known.text)) {
      return known.encoded;
    }
    miss(slot, nameHash * 31 + text.hashCode());
    return null;
  }

  /** The same for a number. */
  byte[] find(String name, long number) {
    int nameHash = name.hashCode();
    int slot = slot(nameHash);
    Entry known = entries[slot];
    if (known != null && is(name, known.name) && known.text == null && known.number == number) {
      return known.encoded;
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
    entries[slot] = new Entry(name, text, number, field);
  }

  @SuppressWarnings("ReferenceEquality") // the fast way to the same answer
  private static boolean is(String text, String known) {
    return text == known || text.equals(known);
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 16) & (SLOTS - 1);
  }

  /** A field as it was encoded, and of what. */
  private static final class Entry {
    final String name;
    final String text; // null for a number
    final long number;
    final byte[] encoded;

    Entry(String name, String text, long number, byte[] encoded) {
      this.name = name;
      this.text = text;
      this.number = number;
      this.encoded = encoded;
    }
  }
}
