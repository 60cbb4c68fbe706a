package dev.logline.jul;

import dev.logline.diagnose.PipelineThread;
import java.lang.StackWalker.Option;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.logging.MemoryHandler;

/** Finds the memory handlers among the loggers, and gives each a {@link TraceFilter}. */
final class MemoryHandlers {
  private static final int FRAMES = 48;
  private static final long PAUSE_NANOS = 1_000_000_000;
  private static final StackWalker STACK = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
  private static final AtomicLong LAST_WATCH = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

  private MemoryHandlers() {}

  static boolean areOnStack() {
    return STACK.walk(
        frames ->
            frames
                .limit(FRAMES)
                .anyMatch(
                    frame -> MemoryHandler.class.isAssignableFrom(frame.getDeclaringClass())));
  }

  /** Where {@code LogManager} makes an OtlpHandler as a memory handler's target. */
  static void watchTheOneThatMakesThis() {
    if (areOnStack()) {
      startWatch(); // it waits for the lock of LogManager's, which adds the handler meanwhile
    }
  }

  static void watchSoon() {
    long last = LAST_WATCH.get();
    long now = System.nanoTime();
    if (now - last >= PAUSE_NANOS && LAST_WATCH.compareAndSet(last, now)) {
      startWatch();
    }
  }

  // Not on a thread that logs: it may hold the monitor of one memory handler, another thread that
  // of the next, and setting a filter takes it.
  private static void startWatch() {
    new PipelineThread("logline-watch", MemoryHandlers::watch).start();
  }

  static void watch() {
    for (Logger logger : Loggers.all()) {
      for (Handler handler : logger.getHandlers()) {
        if (handler instanceof MemoryHandler && !(handler.getFilter() instanceof TraceFilter)) {
          handler.setFilter(new TraceFilter(handler.getFilter()));
        }
      }
    }
  }
}
