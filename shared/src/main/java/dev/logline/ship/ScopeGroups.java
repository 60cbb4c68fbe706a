package dev.logline.ship;

import dev.logline.buffer.Batch;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The records of a batch in groups of the same scope, in the order of their first records. */
final class ScopeGroups {
  private final Map<ByteBuffer, Group> groups = new LinkedHashMap<>();
  private final int[] next; // 0 for none, which is behind no other

  /** Records of one scope, a chain of indexes. */
  static final class Group {
    final int first;
    private int last;
    private int bytes;

    private Group(int first, int bytes) {
      this.first = first;
      this.last = first;
      this.bytes = bytes;
    }

    /** Of the {@code ScopeLogs}. */
    int bytes() {
      return bytes;
    }
  }

  /** The groups of a batch whose records will grow by {@code added} bytes each. */
  ScopeGroups(Batch batch, int added) {
    next = new int[batch.size()];
    Group group = null;
    for (int record = 0; record < next.length; record++) {
      if (group == null || !batch.sameScope(record, record - 1)) {
        int first = record;
        group =
            groups.computeIfAbsent(
                batch.scope(record), scope -> new Group(first, scope.remaining()));
      }
      if (record > group.first) {
        next[group.last] = record;
        group.last = record;
      }
      group.bytes += ExportRequest.sizeInScope(batch, record, added);
    }
  }

  Collection<Group> all() {
    return groups.values();
  }

  /** The record behind {@code record} in its group, or 0. */
  int next(int record) {
    return next[record];
  }
}
