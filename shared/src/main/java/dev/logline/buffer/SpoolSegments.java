package dev.logline.buffer;

import dev.logline.diagnose.PipelineThread;
import dev.logline.diagnose.StatusPort;
import io.opentelemetry.sdk.common.Clock;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Segments in files, made ready by a thread of its own: threads that log never wait for the disk.
 * While no file can be made, on a disk that is full or may not be written, or where those of others
 * leave no room for a single one, segments are on the heap.
 */
final class SpoolSegments implements SegmentSource {
  private static final int MOST_READY = 8;
  private static final long RETRY_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  private final Spool spool;
  private final long spoolBytes;
  private final int segmentBytes;
  private final int keptReady;
  private final Forcing forcing;
  private final HeapSegments onTheHeap;
  private final Clock clock;
  private final StatusPort status;
  private final Runnable moreRoom;
  private final SecureRandom random = new SecureRandom();
  private volatile PipelineThread thread;

  private final Queue<Ready> ready = new ConcurrentLinkedQueue<>();
  private final AtomicInteger readyCount = new AtomicInteger();
  private final Queue<MappedSegment> used = new ConcurrentLinkedQueue<>(); // and not yet deleted
  private final Queue<MappedSegment> done = new ConcurrentLinkedQueue<>();
  private volatile int wanted;
  private volatile boolean atBound;
  private volatile boolean crowdedOut; // at the bound, and nothing of that is ours
  private volatile boolean failing;
  private volatile boolean late; // which was said
  private volatile boolean closed;
  private volatile boolean suspended;
  private volatile long ofOthers; // bytes that other runs take of the bound

  // These belong to whoever makes segments: the constructor's thread, then the spool's.
  private long nextFile;
  private long own; // bytes of this run's segments
  private SegmentCounts counts; // null before the first
  private long retryAt;

  private record Ready(MappedByteBuffer mapped, Path file, SegmentCounts.Slot counts, long nonce) {}

  /**
   * @param moreRoom run when a segment has become ready
   */
  SpoolSegments(
      Spool spool,
      SpoolSettings settings,
      HeapSegments onTheHeap,
      Clock clock,
      StatusPort status,
      Runnable moreRoom) {
    this.spool = spool;
    this.spoolBytes = settings.bytes();
    this.segmentBytes = SpoolFormat.segmentBytes(settings.bytes());
    this.keptReady = settings.ready();
    this.wanted = keptReady;
    this.forcing = new Forcing(settings.force(), spool, clock, status);
    this.onTheHeap = onTheHeap;
    this.clock = clock;
    this.status = status;
    this.moreRoom = moreRoom;
  }

  /** Makes the first segments, so that the first record is safe, and starts the thread. */
  void start() {
    while (readyCount.get() < keptReady && makeOne()) {}
    thread = new PipelineThread("logline-spool", this::run);
    thread.start();
  }

  @Override
  public Segment next(long index) {
    if (suspended) {
      return onTheHeap.next(index);
    }
    Ready next = ready.poll();
    if (next == null || readyCount.decrementAndGet() == 0) {
      wanted = Math.min(wanted * 2, Math.max(keptReady, MOST_READY)); // a burst: more at a time
    }
    LockSupport.unpark(thread);
    if (next == null) {
      return failing || crowdedOut ? onTheHeap.next(index) : null;
    }
    MappedSegment segment =
        new MappedSegment(next.mapped(), next.file(), next.counts(), next.nonce(), index);
    used.add(segment);
    forcing.add(segment);
    return segment;
  }

  @Override
  public Segment instead(long index) {
    if (atBound) {
      return null;
    }
    Segment segment = onTheHeap.next(index);
    if (segment != null && !late) {
      late = true;
      status.warn(
          "The spool "
              + spool
              + " is slower than what is logged; some records wait in memory, and those do not"
              + " survive the process");
    }
    return segment;
  }

  @Override
  public void done(Segment segment) {
    if (segment instanceof MappedSegment mapped) {
      if (!mapped.left) {
        done.add(mapped);
        LockSupport.unpark(thread);
      }
    } else {
      onTheHeap.done(segment);
    }
  }

  private void run() {
    try {
      spool.discardUnused();
    } catch (IOException | RuntimeException e) {
      status.warn("The spool " + spool + " could not be tidied: " + e);
    }
    while (!closed) {
      try {
        long wait = work();
        if (wait > 0 && !closed) {
          LockSupport.parkNanos(this, wait);
        }
      } catch (Throwable e) {
        failed(e); // this thread goes on, whatever happens
      }
      boolean unused = Thread.interrupted(); // nothing ends by that
    }
  }

  /** Does what can be done; returns nanoseconds until there may be more. */
  private long work() {
    deleteDone();
    while (readyCount.get() < wanted && mayTry()) {
      if (!makeOne()) {
        break;
      }
    }
    long now = clock.nanoTime();
    long wait = Long.MAX_VALUE;
    if (readyCount.get() < wanted) {
      wait = atBound ? LOOK_AGAIN_NANOS : Math.max(1, retryAt - now);
    }
    return Math.min(wait, forcing.forceDue(now));
  }

  private boolean mayTry() {
    return !failing || clock.nanoTime() - retryAt >= 0;
  }

  private void deleteDone() {
    for (MappedSegment segment = done.poll(); segment != null; segment = done.poll()) {
      used.remove(segment);
      forcing.remove(segment);
      try {
        spool.files().discard(segment.file);
        own -= segment.mapped.capacity();
        counts.free(segment.counts);
      } catch (IOException e) {
        // All in it is marked as released: whoever finds it deletes it.
        status.warn("The spool's file " + segment.file + " could not be deleted: " + e);
      }
    }
  }

  /** Whether one more is ready. */
  private boolean makeOne() {
    Path file = spool.file(SpoolFormat.segmentName(nextFile));
    try {
      long all = spool.bytes();
      ofOthers = Math.max(0, all - own);
      atBound = all + segmentBytes > spoolBytes;
      crowded(atBound && own == 0);
      if (atBound) {
        return false;
      }
      if (counts == null) {
        Path its = spool.file(SpoolFormat.COUNTS);
        counts = SegmentCounts.create(its, spoolBytes / segmentBytes, spool.files());
      }
      long nonce = random.nextLong();
      byte[] header = SpoolFormat.header(segmentBytes, nonce);
      MappedByteBuffer mapped = spool.files().allocate(file, header, segmentBytes);
      forcing.forceDirectory(file.getParent());
      own += segmentBytes;
      ready.add(new Ready(mapped, file, counts.take(nextFile), nonce));
      nextFile++;
      readyCount.incrementAndGet();
      worked();
      moreRoom.run();
      return true;
    } catch (IOException | RuntimeException | Error e) {
      failed(e);
      return false;
    }
  }

  private void crowded(boolean out) {
    if (out && !crowdedOut) {
      status.warn(
          "The spool "
              + spool
              + " is full of what other processes left or write; records wait in memory until there"
              + " is room for a file, and those do not survive the process");
    }
    crowdedOut = out;
  }

  private void failed(Throwable e) {
    retryAt = clock.nanoTime() + RETRY_NANOS;
    if (!failing) {
      failing = true;
      status.error(
          "The spool "
              + spool
              + " cannot be written; records wait in memory until it can, and those do not survive"
              + " the process: "
              + e);
      moreRoom.run();
    }
  }

  private void worked() {
    if (failing) {
      failing = false;
      status.info("The spool " + spool + " can be written again");
    }
  }

  @Override
  public boolean isPrompt() {
    return false;
  }

  @Override
  public long capacityBytes() {
    long segments = Math.max(2, (spoolBytes - ofOthers) / segmentBytes);
    return segments * (segmentBytes - SpoolFormat.ENTRIES);
  }

  @Override
  public long heldBytes() {
    return onTheHeap.heldBytes();
  }

  @Override
  public void trim() {
    wanted = keptReady;
    late = false;
    onTheHeap.trim();
  }

  @Override
  public void suspend() {
    suspended = true;
    close();
  }

  @Override
  public void resume() throws IOException {
    onTheHeap.resume();
    spool.begin();
    used.clear(); // of the run before, which others may have taken over
    done.clear();
    forcing.clear();
    nextFile = 0;
    own = 0;
    wanted = keptReady;
    failing = false;
    closed = false;
    start();
    suspended = false;
  }

  /** Stops the thread; deletes the segments that nobody has used, and cuts those that are left. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    thread.awaitEnd(Duration.ofSeconds(1));
    deleteDone();
    for (Ready unused = ready.poll(); unused != null; unused = ready.poll()) {
      readyCount.decrementAndGet();
      try {
        spool.files().discard(unused.file());
      } catch (IOException e) {
        status.warn("The spool's file " + unused.file() + " could not be deleted: " + e);
      }
    }
    for (MappedSegment left = used.poll(); left != null; left = used.poll()) {
      cut(left);
    }
    counts = null;
    spool.close();
  }

  /** Gives back what a segment has and does not use, unless that is little. */
  private void cut(MappedSegment segment) {
    // Who reads to its end looks for one more entry there.
    int size = SpoolFormat.ENTRIES + segment.end() + Segment.HEADER;
    int least = segment.mapped.capacity() / 16;
    if (!segment.isSealed() || segment.mapped.capacity() - size < least) {
      return;
    }
    try {
      // Its header first: a file that is longer than that says lacks nothing.
      spool.files().write(segment.file, 0, SpoolFormat.header(size, segment.nonce));
      spool.files().truncate(segment.file, size);
    } catch (IOException e) {
      status.warn("The spool's file " + segment.file + " takes more room than it needs: " + e);
    }
  }

  @Override
  public String toString() {
    return "spool=" + spool + ", spoolBytes=" + spoolBytes;
  }
}
