package dev.logline.benchmarks.speed.sink;

/**
 * The text of a record: {@code #run thread sequence ...}; all others are not counted. Digits may
 * stand in groups.
 */
final class Body {
  static final byte MARK = '#';

  private final byte[] bytes;
  private final int end;
  private int at;

  private Body(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /** Counts the one whose mark is there. */
  static void count(byte[] bytes, int mark, int end, Counts counts) {
    Body body = new Body(bytes, mark + 1, end);
    counts.add(body.number(), body.number(), body.number());
  }

  private int number() {
    int number = 0;
    for (; at < end && bytes[at] != ' '; at++) {
      if (bytes[at] != ',') {
        number = number * 10 + bytes[at] - '0';
      }
    }
    at++;
    return number;
  }
}
