package dev.logline.buffer;

import java.io.IOException;

/** Where the bytes of segments come from, and go when they are done. */
interface SegmentSource {
  /**
   * A segment that is ready, or null where none is to be had now. Called by threads that log, one
   * at a time: does no I/O.
   */
  Segment next(long index);

  /**
   * One of another kind, for a caller that has waited for {@link #next} and would lose its record;
   * null where there is none, or where the bound is reached.
   */
  default Segment instead(long index) {
    return null;
  }

  /** Takes back a segment of which everything is released. Any thread; does no I/O. */
  void done(Segment segment);

  /** Whether a segment that was given back is there for the next one at once. */
  boolean isPrompt();

  /** How many bytes of segments there may be at a time. */
  long capacityBytes();

  /** Bytes of memory held now. */
  long heldBytes();

  /** Gives back what an idle buffer does not need. */
  void trim();

  /** Lets go of files: segments are on the heap until {@link #resume}. */
  default void suspend() {}

  /** Goes on with other nonces and, where there are files, other files. */
  default void resume() throws IOException {}

  /** Ends; what is in use stays as it is. */
  void close();
}
