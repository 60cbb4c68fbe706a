package dev.logline.benchmarks.speed.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of log lines that grows; the text of a record begins with the first mark of its line. */
final class LogFile {
  private final Path path;
  private long read;

  LogFile(Path path) {
    this.path = path;
  }

  /** Counts what has come since; the last line has to be whole. */
  void read(Counts counts) throws IOException {
    byte[] more;
    try (InputStream in = Files.newInputStream(path)) {
      in.skipNBytes(read);
      more = in.readAllBytes();
    }
    read += more.length;
    boolean found = false;
    for (int at = 0; at < more.length; at++) {
      if (more[at] == '\n') {
        found = false;
      } else if (more[at] == Body.MARK && !found) {
        found = true;
        Body.count(more, at, more.length, counts);
      }
    }
  }
}
