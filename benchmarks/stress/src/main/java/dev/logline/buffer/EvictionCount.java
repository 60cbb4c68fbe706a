package dev.logline.buffer;

/** Counts what was evicted; no earlier run has left anything here. */
final class EvictionCount implements LossListener {
  int evicted;

  @Override
  public void evicted(int severity) {
    evicted++;
  }

  @Override
  public void damaged(int records) {
    throw new IllegalStateException("there is no earlier run");
  }
}
