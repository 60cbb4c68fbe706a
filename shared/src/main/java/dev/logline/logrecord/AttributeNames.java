package dev.logline.logrecord;

import java.util.HashSet;
import java.util.Set;

/**
 * The names a record has used: a list, because records have few and most differ in length, and a
 * set beside it where they are many.
 *
 * <p>The list keeps the names of the record before: most have the same ones in the same order, and
 * names that were told apart once need not be compared, or stored, again.
 */
final class AttributeNames {
  private static final int FEW = 16;

  /** A longer one is not worth its memory. */
  private static final int LONGEST = 256;

  private final String[] few = new String[FEW];
  private final Set<String> many = new HashSet<>(); // those that the list does not hold
  private int distinct; // how many of the list are, of this record or the one before
  private int listed;
  private int size;

  void clear() {
    if (size > listed) {
      many.clear();
    }
    listed = 0;
    size = 0;
  }

  int size() {
    return size;
  }

  @SuppressWarnings("ReferenceEquality") // the fast way to the same answer
  boolean contains(String name) {
    if (listed < distinct && few[listed] == name) {
      return size > listed && many.contains(name);
    }
    for (int i = 0; i < listed; i++) {
      if (few[i].equals(name)) {
        return true;
      }
    }
    return size > listed && many.contains(name);
  }

  /** Adds a name that is not there yet. */
  @SuppressWarnings("ReferenceEquality") // the same object need not be stored again
  void add(String name) {
    size++;
    if (listed == FEW || name.length() > LONGEST) {
      many.add(name);
    } else if (listed < distinct && few[listed] == name) {
      listed++;
    } else {
      few[listed++] = name;
      distinct = listed;
    }
  }
}
