package dev.logline.benchmarks.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds records in a file by their bodies, knowing nothing of the file's format. */
final class Records {
  private Records() {}

  /** Those whose bodies end behind {@code from} and begin before {@code to}. */
  static List<Payload> in(byte[] file, int from, int to) {
    List<Payload> found = new ArrayList<>();
    int first = Math.max(0, from - Payload.LENGTH);
    for (int at = first; at < to && at + Payload.LENGTH <= file.length; at++) {
      byte[] body = Arrays.copyOfRange(file, at, at + Payload.LENGTH);
      Payload payload = Payload.isMarked(body) ? Payload.read(body) : null;
      if (payload != null) {
        found.add(payload);
      }
    }
    return found;
  }
}
