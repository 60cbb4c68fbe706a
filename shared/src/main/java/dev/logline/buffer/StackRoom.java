package dev.logline.buffer;

/**
 * Overflows the stack before a lock is taken, if it would overflow within: a lock that is taken and
 * not given back would stop everybody, and the JDK's own provision against that does not hold
 * everywhere. Only asked where a lock is to be taken, which is not for every record.
 */
final class StackRoom {
  private static final int LEVELS = 200;

  private StackRoom() {}

  /**
   * @throws StackOverflowError if there is no room for some 10 KiB of frames
   */
  static void require() {
    descend(LEVELS, 0, 0, 0, 0, 0, 0);
  }

  /** The arguments make the frames wide. */
  private static long descend(int levels, long a, long b, long c, long d, long e, long f) {
    return levels == 0 ? a + b + c + d + e + f : descend(levels - 1, b, c, d, e, f, a);
  }
}
