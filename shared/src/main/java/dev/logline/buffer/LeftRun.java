package dev.logline.buffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.LongSupplier;

/** A run that ended and left segments; its lock is held until they are shipped. */
final class LeftRun {
  private static final long LARGEST_FILE = 64L << 20;
  private static final byte[] UNKNOWN = {};

  private final Path directory;
  private final FileOps files;
  private final RunLock lock;
  private final SegmentRow row;
  private final LeftCounts counts;
  private final Deque<Path> unread = new ArrayDeque<>();
  private int open; // segments that are read and not yet released
  private boolean somethingStays;
  private boolean looked; // for segments that are missing

  private LeftRun(Path directory, FileOps files, RunLock lock, byte[] resource) throws IOException {
    this.directory = directory;
    this.files = files;
    this.lock = lock;
    this.row = SegmentRow.ofEarlierRun(resource);
    this.counts = LeftCounts.read(directory.resolve(SpoolFormat.COUNTS), files);
    unread.addAll(Spool.segments(directory, files));
  }

  /**
   * Deletes the segments of a run that ended which it had made ready and never used: until all that
   * came before is shipped they would take room of the bound.
   */
  static void discardUnused(Path directory, FileOps files) throws IOException {
    RunLock lock = tryAcquire(directory, files);
    if (lock == null) {
      return;
    }
    try {
      LeftCounts counts = LeftCounts.read(directory.resolve(SpoolFormat.COUNTS), files);
      for (Path file : Spool.segments(directory, files)) {
        // The counts of a system that lost its power may be older than what they count.
        if (counts.isUnused(SpoolFormat.segmentNumber(file))
            && SpoolFormat.isBlank(files.read(file))) {
          files.delete(file);
        }
      }
    } finally {
      lock.close();
    }
  }

  private static RunLock tryAcquire(Path directory, FileOps files) throws IOException {
    return Files.exists(directory)
        ? RunLock.tryAcquire(directory, directory.getFileName().toString(), files)
        : null;
  }

  /** The run in {@code directory}, or null where it is alive or somebody else's already. */
  static LeftRun open(Path directory, FileOps files) throws IOException {
    RunLock lock = tryAcquire(directory, files);
    if (lock == null) {
      return null;
    }
    try {
      return new LeftRun(directory, files, lock, resource(directory, files));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Empty where the run ended before it knew. */
  private static byte[] resource(Path directory, FileOps files) throws IOException {
    Path file = directory.resolve(SpoolFormat.RESOURCE);
    byte[] resource = Files.exists(file) ? SpoolFormat.resource(files.read(file)) : null;
    return resource == null ? UNKNOWN : resource;
  }

  SegmentRow row() {
    return row;
  }

  /** Reads the next segment into the row; false where there is none. */
  boolean readNext(LongSupplier nextIndex, Damage damage) throws IOException {
    if (!looked) {
      looked = true;
      reportMissing(damage);
    }
    while (!unread.isEmpty()) {
      if (readFirst(nextIndex, damage)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the first unread file has something to ship; one that cannot be read stays. */
  private boolean readFirst(LongSupplier nextIndex, Damage damage) throws IOException {
    Path file = unread.poll();
    try {
      if (files.size(file) > LARGEST_FILE) {
        somethingStays = true;
        damage.found(file, 1, "is too large for a segment and is left alone");
        return false;
      }
      LeftSegment segment = read(file, nextIndex, damage);
      if (segment == null || segment.count() == 0) {
        files.delete(file);
        return false;
      }
      open++;
      row.extend(segment);
      return true;
    } catch (IOException e) {
      somethingStays = true;
      throw e;
    }
  }

  /** Segments that somebody deleted. */
  private void reportMissing(Damage damage) throws IOException {
    Set<Long> missing = counts.numbers();
    unread.forEach(file -> missing.remove(SpoolFormat.segmentNumber(file)));
    for (long number : missing) {
      report(directory.resolve(SpoolFormat.segmentName(number)), 0, 0, "is missing", damage);
    }
  }

  /** The segment, or null where nothing in the file can be read. */
  private LeftSegment read(Path file, LongSupplier nextIndex, Damage damage) throws IOException {
    byte[] bytes = files.read(file);
    boolean tooShort = bytes.length < SpoolFormat.ENTRIES;
    if (tooShort || !SpoolFormat.hasHeader(bytes)) {
      String what = tooShort ? "is cut off" : "has no header that is whole";
      // One that was being made when its process ended has no record and no header yet.
      report(file, 0, tooShort ? 0 : 1, what, damage);
      return null;
    }
    LeftSegment segment = new LeftSegment(file, bytes, nextIndex.getAsLong());
    int places = segment.damaged();
    if (places > 0 || SpoolFormat.isCut(bytes)) {
      boolean said = report(file, segment.count(), places, "is damaged or cut off", damage);
      boolean wasMade = segment.count() > 0 || counts.have(SpoolFormat.segmentNumber(file));
      if (!said && places == 0 && wasMade) {
        damage.found(file, 0, "is shorter than it was");
      }
    }
    return segment;
  }

  private boolean report(Path file, int whole, int places, String what, Damage damage)
      throws IOException {
    int most = SpoolFormat.SEGMENT_BYTES / Segment.entrySize(0);
    int lost = counts.takeLost(SpoolFormat.segmentNumber(file), whole, places, most);
    if (lost > 0) {
      damage.found(file, lost, what);
    }
    return lost > 0;
  }

  /** Told of what could not be read, and how many records are lost by that. */
  interface Damage {
    void found(Path file, int records, String what);
  }

  /** Notes in the files that the records of a batch are not to be sent again. */
  void release(Batch batch) throws IOException {
    int first = 0;
    for (int i = 1; i <= batch.size(); i++) {
      if (i == batch.size() || !batch.segment(i).equals(batch.segment(first))) {
        release(batch, first, i);
        first = i;
      }
    }
  }

  private void release(Batch batch, int from, int to) throws IOException {
    LeftSegment segment = (LeftSegment) batch.segment(from);
    counts.releasing(SpoolFormat.segmentNumber(segment.file), to - from);
    long[] positions = new long[to - from];
    for (int i = from; i < to; i++) {
      segment.released += segment.extent(batch.offset(i));
      positions[i - from] = LeftSegment.fileOffset(batch.offset(i));
    }
    if (segment.released == segment.end()) {
      open--;
      files.delete(segment.file);
    } else {
      files.mark(segment.file, positions, Segment.RELEASED);
    }
  }

  /** Whether everything of it is shipped. */
  boolean isDone() {
    return unread.isEmpty() && open == 0;
  }

  /** Deletes the directory if everything in it was shipped, and leaves it to others if not. */
  void close() throws IOException {
    try {
      if (isDone() && !somethingStays) {
        Spool.remove(directory, files);
      }
    } finally {
      lock.close();
    }
  }
}
