package dev.logline.benchmarks.faults;

import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/** One thread of the program under test that logs. */
final class Writer extends Thread {
  private static final long NANOS = 1_000_000_000L;

  private final Logger logger;
  private final Progress progress;
  private final int run;
  private final int number;
  private final int records;
  private final int rate; // of this thread; 0: as fast as it can
  private volatile boolean stopped;

  Writer(Logger logger, Progress progress, int run, int number, Load load) {
    super("writer-" + number);
    this.logger = logger;
    this.progress = progress;
    this.run = run;
    this.number = number;
    this.records = load.records();
    this.rate = load.rate() / load.threads();
    setDaemon(true);
  }

  @Override
  public void run() {
    int together = Math.max(1, rate / 100);
    long next = System.nanoTime();
    for (int i = 0; i < records && !stopped; i++) {
      if (rate > 0 && i % together == 0) {
        next = Math.max(next + NANOS / rate * together, System.nanoTime() - NANOS / 10);
        await(next);
      }
      try {
        logger.info(new Payload(run, number, i).text());
      } catch (Throwable e) {
        progress.threw(); // no appender may do that
      }
      progress.returned(number, i + 1L);
    }
  }

  /** What was missed by more than a moment is not made up for. */
  private static void await(long time) {
    for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  void end() throws InterruptedException {
    stopped = true;
    join();
  }
}
