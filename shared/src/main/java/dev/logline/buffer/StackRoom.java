package dev.logline.buffer;

/**
 * Overflows the stack before something is begun that must be ended, if it would overflow within: a
 * lock that is taken and not given back would stop everybody, and the JDK's own provision against
 * that does not hold everywhere; what is counted must not be counted again. It is not for every
 * record.
 */
public final class StackRoom {
  private static final int LEVELS = 200;

  private StackRoom() {}

  /**
   * Returns where there is room.
   *
   * @throws StackOverflowError if there is no room for some 10 KiB of frames
   */
  public static void require() {
    descend(LEVELS, 0, 0, 0, 0, 0, 0);
  }

  /** The arguments make the frames wide. */
  private static long descend(int levels, long a, long b, long c, long d, long e, long f) {
    return levels == 0 ? a + b + c + d + e + f : descend(levels - 1, b, c, d, e, f, a);
  }
}
