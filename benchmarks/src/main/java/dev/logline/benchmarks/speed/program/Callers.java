package dev.logline.benchmarks.speed.program;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Threads that log at the same time, and live until this is closed. */
final class Callers implements AutoCloseable {
  private final List<Caller> callers = new ArrayList<>();
  private final Threads threads;
  private final ExecutorService executor;
  private final CyclicBarrier together;

  Callers(FrameworkLogger logger, Shape shape, int run, Threads threads) {
    this.threads = threads;
    for (int thread = 0; thread < threads.count(); thread++) {
      callers.add(new Caller(logger, shape, run, thread));
    }
    executor = threads.executor();
    together = new CyclicBarrier(threads.count());
  }

  /**
   * Each thread logs the records of these numbers; returns what all of them used for that, which of
   * virtual threads nobody knows.
   */
  ThreadUse log(int from, int to) throws InterruptedException {
    List<Future<ThreadUse>> uses = new ArrayList<>();
    for (Caller caller : callers) {
      uses.add(
          executor.submit(
              () -> {
                together.await();
                return threads.virtual() ? caller.logUnmeasured(from, to) : caller.log(from, to);
              }));
    }
    ThreadUse sum = ThreadUse.NONE;
    for (Future<ThreadUse> use : uses) {
      try {
        sum = sum.plus(use.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return sum;
  }

  @Override
  public void close() {
    executor.shutdown();
  }
}
