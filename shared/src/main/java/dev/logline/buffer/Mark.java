package dev.logline.buffer;

/** A moment in the life of a buffer: all that was offered before it. */
public final class Mark {
  private final long[] positions; // by lane

  Mark(long[] positions) {
    this.positions = positions;
  }

  /** Whether the batch's first record was offered before, as those of earlier runs all were. */
  public boolean covers(Batch batch) {
    return batch.lane() < 0 || batch.position() < positions[batch.lane()];
  }

  long position(int lane) {
    return positions[lane];
  }
}
