package dev.logline.benchmarks.speed.sink;

/**
 * Walks the JSON of a push to Loki from string to string. A line of a stream is an element of an
 * array, so a comma is before it; before the value of a label or of metadata there is a colon.
 */
final class LokiReader {
  private LokiReader() {}

  static void read(byte[] request, Counts counts) {
    for (int at = 0; at < request.length; at++) {
      if (request[at] == '"') {
        int end = end(request, at + 1);
        if (at > 0 && request[at - 1] == ',' && request[at + 1] == Body.MARK) {
          Body.count(request, at + 1, end, counts);
        }
        at = end;
      }
    }
  }

  /** Where the string ends that begins there. */
  private static int end(byte[] request, int from) {
    for (int at = from; at < request.length; at++) {
      if (request[at] == '\\') {
        at++;
      } else if (request[at] == '"') {
        return at;
      }
    }
    throw new IllegalArgumentException("no end of the string that begins at byte " + from);
  }
}
