package dev.logline.buffer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How records are kept in files.
 *
 * @param directory may be shared by any number of processes
 * @param bytes what all segments in it may take, of whatever process
 * @param force how often what was written is forced to the disk, against a loss of power; null for
 *     never
 * @param ready how many segments are made ready before they are needed
 */
public record SpoolSettings(Path directory, long bytes, Duration force, int ready) {
  private static final long MOST_BYTES = 1L << 30;

  /** With two segments ready: one is soon needed, and one more in a burst. */
  public SpoolSettings(Path directory, long bytes, Duration force) {
    this(directory, bytes, force, 2);
  }

  /** 1 GiB or a tenth of what is free, whichever is less, and not less than the smallest spool. */
  public static long defaultBytes(Path directory) {
    Path existing = directory;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      long free = existing == null ? 0 : Files.getFileStore(existing).getUsableSpace();
      return Math.max(RecordBuffers.MIN_SPOOL_BYTES, Math.min(MOST_BYTES, free / 10));
    } catch (IOException e) {
      return RecordBuffers.MIN_SPOOL_BYTES; // opening the spool will say what is wrong
    }
  }
}
