package dev.logline.buffer;

/** Where the bytes of segments come from, and go when they are done. */
interface SegmentSource {
  /**
   * A segment that is ready, or null where none is to be had now. Called by threads that log, one
   * at a time: does no I/O.
   */
  Segment next(long index);

  /** Takes back a segment of which everything is released. Called by one thread at a time. */
  void done(Segment segment);

  /** How many segments there may be at a time. */
  int maxSegments();

  /** Bytes of a segment. */
  int segmentBytes();

  /** Bytes of memory held beyond the segments in use. */
  long spareBytes();

  /** Gives back what an idle buffer does not need. */
  void trim();
}
