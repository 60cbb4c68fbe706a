package dev.logline.buffer;

import io.opentelemetry.sdk.common.Clock;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Segments on the heap, taken as records come and kept for reuse while they flow. */
final class HeapSegments implements SegmentSource {
  /** With the header of its array a segment fills one region of 1 MiB of the garbage collector. */
  static final int BYTES = (1 << 20) - 64;

  /** A new one is zeroed memory that the garbage collector has to find, and to touch first. */
  private static final int MOST_SPARE = 16;

  private static final long SHORT_OF_MEMORY_NANOS = 10_000_000_000L;

  private final long maxSegments;
  private final long maxSpare;
  private final Clock clock;
  private volatile SplittableRandom random; // of next() alone, null until its first call
  private final AtomicInteger used = new AtomicInteger();
  private final ConcurrentLinkedQueue<byte[]> spare = new ConcurrentLinkedQueue<>();
  private final AtomicInteger spares = new AtomicInteger();
  private boolean shortOfMemory; // this and the next belong to next()
  private long shortOfMemorySince;

  HeapSegments(long bytes, Clock clock) {
    this.maxSegments = bytes / BYTES;
    this.maxSpare = Math.min(MOST_SPARE, maxSegments / 4);
    this.clock = clock;
  }

  @Override
  public Segment next(long index) {
    if (used.get() >= maxSegments) {
      return null;
    }
    byte[] bytes = spare.poll();
    if (bytes != null) {
      spares.decrementAndGet();
    } else {
      bytes = allocate();
    }
    if (bytes == null) {
      return null;
    }
    used.incrementAndGet();
    return new HeapSegment(bytes, nonce(), index);
  }

  /** Made late, because its classes are none that the JDK has ready, and the start would wait. */
  private long nonce() {
    if (random == null) {
      random = new SplittableRandom();
    }
    return random.nextLong();
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
    used.decrementAndGet();
    if (segment instanceof HeapSegment done && spares.get() < maxSpare) {
      spares.incrementAndGet();
      spare.add(done.recycle());
    }
  }

  @Override
  public boolean isPrompt() {
    return true;
  }

  @Override
  public long capacityBytes() {
    return maxSegments * BYTES;
  }

  @Override
  public long heldBytes() {
    return (long) (used.get() + spares.get()) * BYTES;
  }

  @Override
  public void trim() {
    while (spare.poll() != null) {
      spares.decrementAndGet();
    }
  }

  /** Processes that were restored from one image share every seed that was taken before. */
  @Override
  public void resume() {
    random = new SplittableRandom(new SecureRandom().nextLong());
  }

  @Override
  public void close() {
    trim();
  }
}
