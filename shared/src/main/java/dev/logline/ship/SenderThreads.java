package dev.logline.ship;

import dev.logline.diagnose.PipelineThread;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The threads a sender works on: daemons named {@code logline-http-N} that end after 1 s without
 * work, so that nothing has to be stopped.
 *
 * <p>They hold no context class loader, and the JDK's own timer is not used: its thread lives for
 * ever with the class loader of whoever came first, which keeps a redeployed application in memory.
 */
final class SenderThreads {
  private static final long IDLE_SECONDS = 1;
  private static final Logger LOGGER = Logger.getLogger(SenderThreads.class.getName());
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final ExecutorService executor;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * @param configured the executor that the SDK's configuration names; null for threads of our own
   */
  SenderThreads(ExecutorService configured) {
    this.executor = configured != null ? configured : ownExecutor();
    this.timer = new ScheduledThreadPoolExecutor(1, SenderThreads::thread);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
  }

  private static ExecutorService ownExecutor() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        SenderThreads::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new PipelineThread("logline-http-" + NUMBER.incrementAndGet(), work);
    // OkHttp throws once more what it has told; the application's handler might end the process.
    thread.setUncaughtExceptionHandler((t, e) -> LOGGER.log(Level.FINE, "a send failed", e));
    return thread;
  }

  ExecutorService executor() {
    return executor;
  }

  ScheduledFuture<?> after(long nanos, Runnable task) {
    return timer.schedule(() -> now(task), nanos, TimeUnit.NANOSECONDS);
  }

  /** On the executor, or here if its owner has stopped it: a send must come to its end. */
  void now(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }
}
