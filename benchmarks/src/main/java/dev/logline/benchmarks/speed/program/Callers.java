package dev.logline.benchmarks.speed.program;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads that log at the same time, and live until this is closed. */
final class Callers implements AutoCloseable {
  private final List<Caller> callers = new ArrayList<>();
  private final ExecutorService threads;
  private final CyclicBarrier together;

  Callers(FrameworkLogger logger, Shape shape, int run, int count) {
    for (int thread = 0; thread < count; thread++) {
      callers.add(new Caller(logger, shape, run, thread));
    }
    threads = Executors.newFixedThreadPool(count);
    together = new CyclicBarrier(count);
  }

  /** Each thread logs the records of these numbers; returns what all of them used for that. */
  ThreadUse log(int from, int to) throws InterruptedException {
    List<Future<ThreadUse>> uses = new ArrayList<>();
    for (Caller caller : callers) {
      uses.add(
          threads.submit(
              () -> {
                together.await();
                return caller.log(from, to);
              }));
    }
    ThreadUse sum = new ThreadUse(0, 0);
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
    threads.shutdown();
  }
}
