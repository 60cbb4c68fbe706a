package dev.logline.benchmarks.speed.program;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a thread has used.
 *
 * @param nanos of CPU
 * @param bytes allocated
 */
record ThreadUse(long nanos, long bytes) {
  static final ThreadUse NONE = new ThreadUse(0, 0);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static ThreadUse now() {
    return new ThreadUse(
        THREADS.getCurrentThreadCpuTime(), THREADS.getCurrentThreadAllocatedBytes());
  }

  ThreadUse minus(ThreadUse before) {
    return new ThreadUse(nanos - before.nanos, bytes - before.bytes);
  }

  ThreadUse plus(ThreadUse other) {
    return new ThreadUse(nanos + other.nanos, bytes + other.bytes);
  }

  /** What all threads that live have allocated. */
  static long allocatedByTheLiving() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }
}
