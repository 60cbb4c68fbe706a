package dev.logline.buffer;

import io.opentelemetry.sdk.common.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A spool directory, with this run's own directory in it. Its files: {@link SpoolFormat}. */
final class Spool {
  /** Of a run's directory before it is locked and complete. */
  private static final String UNNAMED = ".new-";

  /** A process that takes longer from its directory to the lock in it is gone. */
  private static final long LONGEST_BEGIN_MILLIS = Duration.ofMinutes(10).toMillis();

  private static final int START_DIGITS = 12;

  private final Path root;
  private final FileOps files;
  private final Clock clock;
  private final RandomGenerator random;
  private volatile Path run;
  private RunLock lock; // null between close and begin

  private Spool(Path root, FileOps files, Clock clock, RandomGenerator random) {
    this.root = root;
    this.files = files;
    this.clock = clock;
    this.random = random;
  }

  /** Creates the directory where it is missing, and begins a run. */
  static Spool open(Path root, FileOps files, Clock clock, RandomGenerator random)
      throws IOException {
    Spool spool = new Spool(root, files, clock, random);
    spool.begin();
    return spool;
  }

  /** Begins a run, the first one or another after {@link #close}: its directory appears locked. */
  void begin() throws IOException {
    files.createDirectory(root);
    String name =
        SpoolFormat.RUN_PREFIX
            + "%012x%04x"
                .formatted(TimeUnit.NANOSECONDS.toMillis(clock.now()), random.nextInt(1 << 16));
    Path unnamed = root.resolve(UNNAMED + name);
    files.createDirectory(unnamed);
    if (!Files.getOwner(root).equals(Files.getOwner(unnamed))) {
      files.delete(unnamed);
      throw new IOException(root + " belongs to " + Files.getOwner(root).getName());
    }
    RunLock acquired = RunLock.tryAcquire(unnamed, name, files);
    if (acquired == null) {
      throw new IOException(unnamed + " is locked");
    }
    Path named = root.resolve(name);
    try {
      files.rename(unnamed, named);
    } catch (IOException e) {
      acquired.close();
      throw e;
    }
    run = named;
    lock = acquired;
  }

  Path file(String name) {
    return run.resolve(name);
  }

  FileOps files() {
    return files;
  }

  /** The directories of other runs of this version, oldest first; some may be alive. */
  List<Path> otherRuns() throws IOException {
    List<Path> runs = new ArrayList<>();
    for (Path path : files.list(root)) {
      if (isOther(path)) {
        runs.add(path);
      }
    }
    return runs;
  }

  private boolean isOther(Path path) {
    return path.getFileName().toString().startsWith(SpoolFormat.RUN_PREFIX) && !path.equals(run);
  }

  /** The run in {@code directory}, or null where it is alive or somebody else's already. */
  synchronized LeftRun openLeft(Path directory) throws IOException {
    return LeftRun.open(directory, files);
  }

  /**
   * Gives back the room that runs which ended had made ready and never used, and deletes what is
   * left of those that ended before they had begun.
   *
   * @throws IOException the first that was met, after all runs were looked at
   */
  void discardUnused() throws IOException {
    IOException first = null;
    for (Path directory : files.list(root)) {
      String name = directory.getFileName().toString();
      try {
        if (name.startsWith(UNNAMED)) {
          discardUnnamed(directory, name.substring(UNNAMED.length()));
        } else if (isOther(directory)) {
          synchronized (this) { // or openLeft would take that run for one that is alive
            LeftRun.discardUnused(directory, files);
          }
        }
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** There is no record in it: those come when it has its name. */
  private void discardUnnamed(Path directory, String name) throws IOException {
    if (!name.matches(SpoolFormat.RUN_PREFIX + "[0-9a-f]{16}")) {
      return;
    }
    int start = SpoolFormat.RUN_PREFIX.length();
    long began = Long.parseLong(name.substring(start, start + START_DIGITS), 16);
    if (TimeUnit.NANOSECONDS.toMillis(clock.now()) - began < LONGEST_BEGIN_MILLIS) {
      return;
    }
    RunLock lock = RunLock.tryAcquire(directory, name, files);
    if (lock != null) {
      try {
        remove(directory, files);
      } finally {
        lock.close();
      }
    }
  }

  /** Directories that another version of this library wrote. */
  List<Path> runsOfOtherVersions() throws IOException {
    return files.list(root).stream()
        .filter(path -> path.getFileName().toString().matches("v\\d+-.*"))
        .filter(path -> !path.getFileName().toString().startsWith(SpoolFormat.RUN_PREFIX))
        .toList();
  }

  /** Bytes of all segments of all runs. */
  long bytes() throws IOException {
    long bytes = 0;
    for (Path path : otherRuns()) {
      bytes += segmentBytes(path);
    }
    return bytes + segmentBytes(run);
  }

  private long segmentBytes(Path directory) throws IOException {
    long bytes = 0;
    try {
      for (Path segment : segments(directory, files)) {
        bytes += files.size(segment);
      }
    } catch (IOException e) {
      if (Files.exists(directory)) {
        return bytes; // a file went while it was looked at
      }
    }
    return bytes;
  }

  /** The segments in a run's directory, in the order in which they were opened. */
  static List<Path> segments(Path directory, FileOps files) throws IOException {
    return files.list(directory).stream()
        .filter(path -> path.getFileName().toString().endsWith(SpoolFormat.SEGMENT_SUFFIX))
        .toList();
  }

  /** Notes the resource of this run, for one that ships what it leaves. */
  void noteResource(byte[] resource) throws IOException {
    files.replace(file(SpoolFormat.RESOURCE), SpoolFormat.resourceFile(resource));
  }

  /** Leaves the directory to others, or deletes it where there is nothing in it for them. */
  void close() {
    if (lock == null) {
      return;
    }
    try {
      if (segments(run, files).isEmpty()) {
        remove(run, files);
      }
    } catch (IOException e) {
      // The next run finds an empty directory, and deletes it.
      assert Files.exists(run);
    }
    lock.close();
    lock = null;
  }

  /** Deletes a run's directory, whose lock is held. */
  static void remove(Path directory, FileOps files) throws IOException {
    for (Path path : files.list(directory)) {
      if (!path.getFileName().toString().equals(SpoolFormat.LOCK)) {
        files.delete(path);
      }
    }
    files.delete(directory.resolve(SpoolFormat.LOCK)); // last: until then it is ours
    files.delete(directory);
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
