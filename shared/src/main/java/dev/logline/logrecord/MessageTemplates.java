package dev.logline.logrecord;

import java.util.function.Function;

/**
 * The templates that a program logs with, each parsed once. Any thread: an entry is replaced as a
 * whole, and who misses one parses it anew.
 */
public final class MessageTemplates {
  private static final int SLOTS = 1024; // a power of two

  /** A longer one is not worth its memory. */
  private static final int LONGEST = 1024;

  private final Function<String, MessageTemplate> parse;
  private final Entry[] entries = new Entry[SLOTS];

  /** Immutable, so that one that is read without a lock is whole. */
  private record Entry(String text, MessageTemplate template) {}

  /**
   * @param parse gives null for a text whose message only the framework can make
   */
  public MessageTemplates(Function<String, MessageTemplate> parse) {
    this.parse = parse;
  }

  /** The template of a text, or null where only the framework can make its message. */
  @SuppressWarnings("ReferenceEquality") // the fast way to the same answer
  public MessageTemplate find(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
    Entry known = entries[slot];
    if (known == null || (known.text != text && !known.text.equals(text))) {
      known = new Entry(text, parse.apply(text));
      entries[slot] = known;
    }
    return known.template;
  }
}
