package dev.logline.logrecord;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The names a record was given: a list, and a set beside it where they are many.
 *
 * <p>The list keeps the names of the record before: most have the same ones in the same order, and
 * names that were told apart once need not be compared, or stored, again.
 */
final class AttributeNames {
  /** So many are looked through; most differ in length. */
  private static final int FEW = 16;

  /** The list has no more: twice as many as a record has by default, for some may be too many. */
  private static final int MOST = 256;

  /** A longer one is not worth its memory. */
  private static final int LONGEST = 256;

  /** A set that had more is not used again. */
  private static final int KEPT = 1_024;

  private String[] list = new String[FEW];
  private int distinct; // how many of the list are, of this record or the one before
  private int listed; // of this record
  private int size;

  /** What the list does not hold, and, once it is asked for, what it holds from the few on. */
  private Set<String> set = new HashSet<>();

  private int inSet = FEW; // where in the list that ends

  void clear() {
    if (size > listed || inSet > FEW) { // else the set is empty
      if (set.size() > KEPT) {
        set = new HashSet<>(); // one huge record must not hold its memory for ever
      } else {
        set.clear();
      }
    }
    listed = 0;
    size = 0;
    inSet = FEW;
  }

  int size() {
    return size;
  }

  private boolean contains(String name) {
    for (int i = 0; i < listed && i < FEW; i++) {
      if (list[i].equals(name)) {
        return true;
      }
    }
    for (; inSet < listed; inSet++) {
      set.add(list[inSet]);
    }
    return !set.isEmpty() && set.contains(name);
  }

  /** Adds a name; false where it is there already. */
  boolean add(String name) {
    if (isNext(name)) { // it differs from all before it, and from what is too long for the list
      listed++;
    } else if (contains(name)) {
      return false;
    } else if (listed == MOST || name.length() > LONGEST) {
      set.add(name);
    } else {
      if (listed == list.length) {
        list = Arrays.copyOf(list, MOST);
      }
      list[listed++] = name;
      distinct = listed;
    }
    size++;
    return true;
  }

  /** Whether it is the one that came here in the record before. */
  @SuppressWarnings("ReferenceEquality") // the same object need not be compared
  private boolean isNext(String name) {
    return listed < distinct && list[listed] == name;
  }
}
