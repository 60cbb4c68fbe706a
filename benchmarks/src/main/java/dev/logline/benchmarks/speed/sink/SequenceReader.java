package dev.logline.benchmarks.speed.sink;

/**
 * Walks a request of OTLP logs to the bodies of its records, and passes over the rest without
 * decoding it: the sink shares its cores with what is measured.
 */
final class SequenceReader {
  /** resource_logs, scope_logs, log_records, body, string_value. */
  private static final int[] PATH = {1, 2, 2, 5, 1};

  /** From here on there is one of each, and what is behind it is of no interest. */
  private static final int BODY = 3;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final byte[] request;
  private final Counts counts;
  private int at;

  private SequenceReader(byte[] request, Counts counts) {
    this.request = request;
    this.counts = counts;
  }

  static void read(byte[] request, Counts counts) {
    new SequenceReader(request, counts).message(request.length, 0);
  }

  private void message(int end, int depth) {
    while (at < end) {
      int tag = varint();
      switch (tag & 7) {
        case VARINT -> varint();
        case FIXED64 -> at += 8;
        case FIXED32 -> at += 4;
        case LENGTH_DELIMITED -> {
          int to = varint() + at;
          if (tag >>> 3 == PATH[depth]) {
            if (depth == PATH.length - 1) {
              body(to);
            } else {
              message(to, depth + 1);
            }
            if (depth >= BODY) {
              at = end;
              return;
            }
          }
          at = to;
        }
        default -> throw new IllegalArgumentException("no field begins at byte " + at);
      }
    }
  }

  private void body(int end) {
    if (at < end && request[at] == Body.MARK) {
      Body.count(request, at, end, counts);
    }
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = request[at++];
      value |= shift < 32 ? (next & 0x7f) << shift : 0;
      if (next >= 0) {
        return value;
      }
    }
  }
}
