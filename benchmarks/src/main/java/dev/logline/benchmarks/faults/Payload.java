package dev.logline.benchmarks.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The body of a record: which one it is, and text that follows from that. */
record Payload(int run, int thread, int sequence) {
  static final int LENGTH = 120; // 230 bytes of a record on the wire, roughly
  private static final byte MARK = '#';
  private static final String TEXT =
      "the quick brown fox jumps over the lazy dog, and pack my box with five dozen liquor jugs; "
          .repeat(3);
  private static final byte[] TEXT_BYTES = TEXT.getBytes(US_ASCII);

  /** What is logged: {@code #run thread sequence text}. */
  String text() {
    StringBuilder text = new StringBuilder(LENGTH);
    text.append((char) MARK).append(run).append(' ').append(thread).append(' ').append(sequence);
    text.append(' ');
    int from = shift(sequence);
    return text.append(TEXT, from, from + LENGTH - text.length()).toString();
  }

  private static int shift(int sequence) {
    return sequence & 63;
  }

  /** Whether it could be one of ours, whole or not. */
  static boolean isMarked(byte[] body) {
    return body.length > 0 && body[0] == MARK;
  }

  /** The one in {@code body}, or null where a byte of it is not as it was logged. */
  static Payload read(byte[] body) {
    int[] numbers = new int[3];
    int at = 1;
    for (int i = 0; i < numbers.length; i++) {
      for (; at < body.length && body[at] >= '0' && body[at] <= '9'; at++) {
        numbers[i] = numbers[i] * 10 + body[at] - '0';
      }
      if (at >= body.length || body[at++] != ' ') {
        return null;
      }
    }
    int from = shift(numbers[2]) - at;
    for (int i = at; i < body.length; i++) {
      if (body[i] != TEXT_BYTES[from + i]) {
        return null;
      }
    }
    return body.length == LENGTH ? new Payload(numbers[0], numbers[1], numbers[2]) : null;
  }
}
