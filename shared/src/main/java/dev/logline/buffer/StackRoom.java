package dev.logline.buffer;

/**
 * Overflows the stack before something is begun that must be ended, if it would overflow within: a
 * lock that is taken and not given back would stop everybody, and so would an entry of the buffer
 * that is reserved and never written. The JDK's own provision does not hold everywhere.
 */
final class StackRoom {
  private static final int LEVELS = 200;

  /** More than it takes to write an entry. */
  private static final int FEW_LEVELS = 16;

  private StackRoom() {}

  /**
   * @throws StackOverflowError if there is no room for some 10 KiB of frames
   */
  static void require() {
    descend(LEVELS, 0, 0, 0, 0, 0, 0);
  }

  /**
   * The same for some hundred bytes, before an entry is reserved. Where the stack overflows behind
   * that, the compiler of Java 22 and newer may have left out who would note it, and to make up for
   * that takes more of the stack.
   */
  static void requireSome() {
    descend(FEW_LEVELS, 0, 0, 0, 0, 0, 0);
  }

  /** The arguments make the frames wide. */
  private static long descend(int levels, long a, long b, long c, long d, long e, long f) {
    return levels == 0 ? a + b + c + d + e + f : descend(levels - 1, b, c, d, e, f, a);
  }
}
