package dev.logline.logrecord;

import java.util.Arrays;

/** The names a record has used: a list, because records have few and most differ in length. */
final class AttributeNames {
  private String[] names = new String[16];
  private int size;

  void clear() {
    Arrays.fill(names, 0, size, null);
    size = 0;
  }

  int size() {
    return size;
  }

  boolean contains(String name) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        return true;
      }
    }
    return false;
  }

  void add(String name) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
    }
    names[size++] = name;
  }
}
