package dev.logline.benchmarks.speed.program;

import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/** What the program measures of its log calls; answers with {@code name=value} pairs. */
final class Measurements {
  /** The compiler has nothing to do when no batch has given it more than that, for that long. */
  private static final int QUIET_MILLIS = 2;

  private static final long QUIET = 300_000_000;
  private static final int MILLI = 1_000_000;

  private final FrameworkLogger logger;
  private final Backend backend;

  Measurements(FrameworkLogger logger, Backend backend) {
    this.logger = logger;
    this.backend = backend;
  }

  /**
   * Batches for the one time at least, and until the compiler is quiet or the other is over; on a
   * machine that is busy otherwise, until there were as many as that.
   */
  String warm(
      int run,
      Shape shape,
      Threads threads,
      int records,
      int leastMillis,
      int mostMillis,
      int leastBatches)
      throws InterruptedException {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long least = (long) leastMillis * MILLI;
    long most = (long) mostMillis * MILLI;
    int each = records / threads.count();
    int batch = 0;
    long start = System.nanoTime();
    long busy = start;
    for (long now = start;
        now - start < least || batch < leastBatches || (now - busy < QUIET && now - start < most);
        now = System.nanoTime()) {
      long before = compiler.getTotalCompilationTime();
      // New threads each time: what the first call of one does is to be compiled as well.
      try (Callers callers = new Callers(logger, shape, run, threads)) {
        callers.log(batch * each, (batch + 1) * each);
      }
      backend.flush();
      batch++;
      if (compiler.getTotalCompilationTime() - before > QUIET_MILLIS) {
        busy = System.nanoTime();
      }
    }
    return "batches=" + batch;
  }

  /** Calls alone, batch by batch. */
  String caller(int run, Shape shape, Threads threads, int records, int batches)
      throws InterruptedException {
    int each = records / threads.count();
    double calls = (double) each * threads.count();
    StringBuilder answer = new StringBuilder();
    try (Callers callers = new Callers(logger, shape, run, threads)) {
      for (int batch = 0; batch < batches; batch++) {
        ThreadUse use = callers.log(batch * each, (batch + 1) * each);
        backend.flush();
        answer.append("nanos=").append(use.nanos() / calls).append(' ');
        answer.append("bytes=").append(use.bytes() / calls).append(' ');
      }
    }
    return answer.toString();
  }

  /** All at once, until it is delivered. */
  String burst(int run, Shape shape, Threads threads, int records)
      throws IOException, InterruptedException {
    CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    long compiled = compiler.getTotalCompilationTime();
    try (Callers callers = new Callers(logger, shape, run, threads)) {
      ProcessUse before = ProcessUse.now();
      long start = System.nanoTime();
      callers.log(0, records / threads.count());
      long logged = System.nanoTime() - start;
      backend.flush();
      long end = System.nanoTime();
      ProcessUse use = ProcessUse.now().minus(before);
      return "start="
          + start
          + " logged="
          + logged
          + " end="
          + end
          + " cpu="
          + use.cpuNanos()
          + " allocated="
          + use.allocated()
          + " calls="
          + use.calls()
          + " peak="
          + ProcessUse.peakKib()
          + " compiled="
          + (compiler.getTotalCompilationTime() - compiled);
    }
  }

  /** That many records a second from this thread, a portion each millisecond. */
  String steady(int run, int perSecond, int millis) {
    Caller caller = new Caller(logger, Shape.PLAIN, run, 0);
    int logged = 0;
    long start = System.nanoTime();
    for (int tick = 1; tick <= millis; tick++) {
      int due = (int) ((long) perSecond * tick / 1_000);
      caller.log(logged, due);
      logged = due;
      long next = start + (long) tick * MILLI;
      for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
    long end = System.nanoTime();
    backend.flush();
    return "logged=" + logged + " nanos=" + (end - start) + " end=" + end;
  }
}
