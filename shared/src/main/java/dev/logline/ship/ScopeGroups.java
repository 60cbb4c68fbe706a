package dev.logline.ship;

import dev.logline.buffer.Batch;
import java.util.Arrays;

/** The records of a batch in groups of the same scope: chains of indexes, found by hash. */
final class ScopeGroups {
  private final int[] next; // 0 for none, which is behind no other
  private final int added;
  private int[] firsts = new int[8];
  private int[] lasts = new int[8];
  private int[] sizes = new int[8];
  private int count;

  /** The groups of a batch whose records will grow by {@code added} bytes each. */
  ScopeGroups(Batch batch, int added) {
    this.added = added;
    int records = batch.size();
    next = new int[records];
    int mask = Integer.highestOneBit(Math.max(records, 8)) * 4 - 1;
    int[] table = new int[mask + 1]; // 1 + group, open addressing
    int group = 0;
    for (int record = 0; record < records; record++) {
      if (record == 0 || !batch.sameScope(record, record - 1)) {
        int slot = spread(batch.scopeHash(record)) & mask;
        while (table[slot] != 0 && !batch.sameScope(record, firsts[table[slot] - 1])) {
          slot = slot + 1 & mask;
        }
        if (table[slot] == 0) {
          table[slot] = 1 + open(batch, record);
        }
        group = table[slot] - 1;
      }
      add(batch, group, record);
    }
  }

  private static int spread(int hash) {
    return hash ^ hash >>> 16;
  }

  private int open(Batch batch, int record) {
    if (count == firsts.length) {
      firsts = Arrays.copyOf(firsts, count * 2);
      lasts = Arrays.copyOf(lasts, count * 2);
      sizes = Arrays.copyOf(sizes, count * 2);
    }
    firsts[count] = record;
    lasts[count] = -1;
    sizes[count] = batch.scopeLength(record);
    return count++;
  }

  private void add(Batch batch, int group, int record) {
    if (lasts[group] >= 0) {
      next[lasts[group]] = record;
    }
    lasts[group] = record;
    sizes[group] += ExportRequest.sizeInScope(batch, record, added);
  }

  int size() {
    return count;
  }

  /** The first record of a group. */
  int first(int group) {
    return firsts[group];
  }

  /** The record behind {@code record} in its group, or 0. */
  int next(int record) {
    return next[record];
  }

  /** Bytes of the group's {@code ScopeLogs}. */
  int bytes(int group) {
    return sizes[group];
  }
}
