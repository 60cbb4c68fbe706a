package dev.logline.logrecord;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The names a record has used: a list, because records have few and most differ in length, and a
 * set beside it where they are many.
 */
final class AttributeNames {
  private static final int FEW = 16;

  private final String[] few = new String[FEW];
  private final Set<String> many = new HashSet<>(); // those that the list does not hold
  private int size;

  void clear() {
    Arrays.fill(few, 0, Math.min(size, FEW), null);
    if (size > FEW) {
      many.clear();
    }
    size = 0;
  }

  int size() {
    return size;
  }

  boolean contains(String name) {
    for (int i = 0; i < size && i < FEW; i++) {
      if (few[i].equals(name)) {
        return true;
      }
    }
    return size > FEW && many.contains(name);
  }

  void add(String name) {
    if (size < FEW) {
      few[size] = name;
    } else {
      many.add(name);
    }
    size++;
  }
}
