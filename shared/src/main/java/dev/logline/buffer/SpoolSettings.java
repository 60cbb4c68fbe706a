package dev.logline.buffer;

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
  /** With two segments ready: one is soon needed, and one more in a burst. */
  public SpoolSettings(Path directory, long bytes, Duration force) {
    this(directory, bytes, force, 2);
  }
}
