package dev.logline.buffer;

/** How much of the buffer a record may fill. */
enum Share {
  /** Nine tenths. */
  COMMON(18),

  /**
   * Half of the rest, too, for it has waited in vain while records are being delivered. Those that
   * have are few: a thread has no more than one within the time that it waits.
   */
  WAITED(19),

  /** All of it, which ERROR and above may. */
  URGENT(20);

  private final int twentieths;

  Share(int twentieths) {
    this.twentieths = twentieths;
  }

  static Share of(int severity) {
    return severity >= 17 ? URGENT : COMMON;
  }

  Share afterWaiting() {
    return this == COMMON ? WAITED : this;
  }

  /** Bytes that are left of it in a buffer of {@code capacity} where {@code used} are in use. */
  long left(long capacity, long used) {
    return this == URGENT ? Long.MAX_VALUE : Math.max(0, capacity / 20 * twentieths - used);
  }
}
