package dev.logline.buffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The {@link SegmentCounts} that an earlier run left: what of its segments is not there. */
final class LeftCounts {
  private final Path file;
  private final FileOps files;
  private final ByteBuffer counts;
  private final Map<Long, Integer> slots = new HashMap<>();

  private LeftCounts(Path file, FileOps files, byte[] bytes) {
    this.file = file;
    this.files = files;
    this.counts = FileOps.view(bytes);
    for (int at = SpoolFormat.COUNTS_SLOT;
        at + SpoolFormat.COUNTS_SLOT <= bytes.length;
        at += SpoolFormat.COUNTS_SLOT) {
      if (counts.getInt(at) > 0) {
        slots.put(counts.getInt(at) - 1L, at);
      }
    }
  }

  /** Without any, where the run ended before it had a segment. */
  static LeftCounts read(Path file, FileOps files) throws IOException {
    return new LeftCounts(file, files, Files.exists(file) ? files.read(file) : new byte[0]);
  }

  /** The numbers of all segments that are counted. */
  Set<Long> numbers() {
    return new TreeSet<>(slots.keySet());
  }

  /** Whether a segment is counted: one that was still being made when its run ended is not. */
  boolean have(long number) {
    return slots.containsKey(number);
  }

  /** Whether nothing was ever committed to a segment, as far as is known. */
  boolean isUnused(long number) {
    Integer slot = slots.get(number);
    return slot != null && of(slot, SpoolFormat.COMMITTED_COUNT) == 0;
  }

  /**
   * How many records of a segment were lost and never said to be, and says so for the next time.
   *
   * @param whole records that are there and not released
   * @param places where something is not whole: at least as many records are lost
   * @param most records that the segment can have held
   */
  int takeLost(long number, int whole, int places, int most) throws IOException {
    Integer slot = slots.get(number);
    if (slot == null) {
      return places;
    }
    int missing = of(slot, SpoolFormat.COMMITTED_COUNT) - of(slot, SpoolFormat.RELEASED_COUNT);
    missing -= whole;
    boolean possible = missing >= 0 && missing <= most; // these bytes may be damaged, too
    int lost = possible ? Math.max(missing, places) : places;
    int said = of(slot, SpoolFormat.SAID_COUNT);
    set(slot, SpoolFormat.SAID_COUNT, lost);
    return Math.max(0, lost - said);
  }

  /** So many records more were released. */
  void releasing(long number, int records) throws IOException {
    Integer slot = slots.get(number);
    if (slot != null) {
      set(slot, SpoolFormat.RELEASED_COUNT, of(slot, SpoolFormat.RELEASED_COUNT) + records);
    }
  }

  private int of(int slot, int count) {
    return counts.getInt(slot + count);
  }

  private void set(int slot, int count, int value) throws IOException {
    if (value != of(slot, count)) {
      counts.putInt(slot + count, value);
      byte[] bytes = new byte[Integer.BYTES];
      FileOps.view(bytes).putInt(value);
      files.write(file, slot + count, bytes);
    }
  }
}
