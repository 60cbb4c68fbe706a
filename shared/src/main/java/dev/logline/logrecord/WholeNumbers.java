package dev.logline.logrecord;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How a framework writes the whole numbers of a message: in plain digits, or as a locale has them,
 * in groups and with a minus of its own.
 */
public final class WholeNumbers {
  /** As {@link Long#toString(long)}. */
  public static final WholeNumbers PLAIN = new WholeNumbers("-", "", 0);

  private final byte[] minus;
  private final byte[] separator;
  private final int groupSize;

  /**
   * @param minus what stands before a negative number
   * @param separator what stands between two groups
   * @param groupSize digits of each group but the first; 0 where there are none
   */
  public WholeNumbers(String minus, String separator, int groupSize) {
    this.minus = Utf8.encode(minus);
    this.separator = Utf8.encode(separator);
    this.groupSize = groupSize;
  }

  /** Whether it is one of the types that are written so. */
  public static boolean isWhole(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte;
  }

  void write(ProtoWriter out, long value) {
    if (value < 0) {
      out.append(minus, 0, minus.length);
    }
    int start = out.size();
    out.appendDigits(Math.abs(value));
    if (groupSize > 0) {
      group(out, start);
    }
  }

  /** Moves the groups of the digits apart, the last one first. */
  private void group(ProtoWriter out, int start) {
    int groups = (out.size() - start - 1) / groupSize;
    int from = out.size();
    out.skip(groups * separator.length);
    byte[] bytes = out.array();
    for (int left = groups; left > 0; left--) {
      from -= groupSize;
      int to = from + left * separator.length;
      System.arraycopy(bytes, from, bytes, to, groupSize);
      System.arraycopy(separator, 0, bytes, to - separator.length, separator.length);
    }
  }

  /** The text that is written for a number. */
  public String format(long value) {
    ProtoWriter out = new ProtoWriter(64);
    write(out, value);
    return new String(out.array(), 0, out.size(), UTF_8);
  }
}
