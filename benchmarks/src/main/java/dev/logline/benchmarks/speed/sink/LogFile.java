package dev.logline.benchmarks.speed.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of log lines that grows; the text of a record begins with the first mark of its line. */
final class LogFile {
  private static final int CHUNK = 1 << 20;

  private final Path path;
  private long read;

  LogFile(Path path) {
    this.path = path;
  }

  /** Counts what has come since, whole lines only; the file may be larger than the heap. */
  void read(Counts counts) throws IOException {
    byte[] chunk = new byte[CHUNK];
    int kept = 0; // of a line that goes on
    try (InputStream in = Files.newInputStream(path)) {
      in.skipNBytes(read);
      int more = in.readNBytes(chunk, 0, CHUNK);
      while (more > 0) {
        int end = kept + more;
        int whole = behindTheLastLine(chunk, end);
        count(chunk, whole, counts);
        read += whole;
        kept = end - whole;
        System.arraycopy(chunk, whole, chunk, 0, kept);
        more = in.readNBytes(chunk, kept, CHUNK - kept);
      }
    }
  }

  private static int behindTheLastLine(byte[] chunk, int end) {
    int at = end;
    while (at > 0 && chunk[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  private static void count(byte[] lines, int end, Counts counts) {
    boolean found = false;
    for (int at = 0; at < end; at++) {
      if (lines[at] == '\n') {
        found = false;
      } else if (lines[at] == Body.MARK && !found) {
        found = true;
        Body.count(lines, at, end, counts);
      }
    }
  }
}
