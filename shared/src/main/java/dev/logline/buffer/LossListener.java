package dev.logline.buffer;

/** Hears of records that a buffer had, or should have had, and has no more. Any thread. */
public interface LossListener {
  /** A record of that severity number was dropped to make room for another. */
  void evicted(int severity);

  /** So many records of earlier runs could not be read, at least. */
  void damaged(int records);
}
