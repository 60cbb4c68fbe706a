package dev.logline.buffer;

import io.opentelemetry.sdk.common.Clock;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Segments on the heap, taken as records come and kept for reuse while they flow. */
final class HeapSegments implements SegmentSource {
  /** With the header of its array a segment fills one region of 1 MiB of the garbage collector. */
  static final int BYTES = (1 << 20) - 64;

  private static final int SPARE = 4;
  private static final long SHORT_OF_MEMORY_NANOS = 10_000_000_000L;

  private final int maxSegments;
  private final Clock clock;
  private final ConcurrentLinkedQueue<byte[]> spare = new ConcurrentLinkedQueue<>();
  private final AtomicInteger spares = new AtomicInteger();
  private boolean shortOfMemory; // this and the next belong to next()
  private long shortOfMemorySince;

  HeapSegments(int maxSegments, Clock clock) {
    this.maxSegments = maxSegments;
    this.clock = clock;
  }

  @Override
  public Segment next(long index) {
    byte[] bytes = spare.poll();
    if (bytes != null) {
      spares.decrementAndGet();
    } else {
      bytes = allocate();
    }
    return bytes == null ? null : new HeapSegment(bytes, index);
  }

  /** A failed allocation takes half a second and a full collection: not at every call. */
  private byte[] allocate() {
    if (shortOfMemory && clock.nanoTime() - shortOfMemorySince < SHORT_OF_MEMORY_NANOS) {
      return null;
    }
    try {
      byte[] bytes = new byte[BYTES];
      shortOfMemory = false;
      return bytes;
    } catch (OutOfMemoryError e) {
      shortOfMemorySince = clock.nanoTime();
      shortOfMemory = true;
      return null; // full, as at the bound
    }
  }

  @Override
  public void done(Segment segment) {
    if (segment instanceof HeapSegment done && spares.get() < SPARE) {
      spares.incrementAndGet();
      spare.add(done.recycle());
    }
  }

  @Override
  public int maxSegments() {
    return maxSegments;
  }

  @Override
  public int segmentBytes() {
    return BYTES;
  }

  @Override
  public long spareBytes() {
    return (long) spares.get() * BYTES;
  }

  @Override
  public void trim() {
    while (spare.poll() != null) {
      spares.decrementAndGet();
    }
  }
}
