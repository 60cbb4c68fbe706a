package dev.logline.buffer;

/** A place in the row of segments as one number that only grows. */
final class Positions {
  private Positions() {}

  static long of(long segmentIndex, int offset) {
    return segmentIndex << 32 | offset;
  }
}
