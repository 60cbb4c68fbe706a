package dev.logline.benchmarks.speed.program;

/** Log calls of one thread, and what they cost it. */
final class Caller {
  private static final Throwables THROWN = new Throwables();

  private final FrameworkLogger logger;
  private final Shape shape;
  private final String who;

  Caller(FrameworkLogger logger, Shape shape, int run, int thread) {
    this.logger = logger;
    this.shape = shape;
    this.who = run + " " + thread;
  }

  /** Logs records of these numbers, on the current thread. */
  ThreadUse log(int from, int to) {
    return shape.around(
        logger,
        () -> {
          ThreadUse before = ThreadUse.now();
          logAll(from, to);
          return ThreadUse.now().minus(before);
        });
  }

  /** The same on a thread whose use the JVM does not count. */
  ThreadUse logUnmeasured(int from, int to) {
    return shape.around(
        logger,
        () -> {
          logAll(from, to);
          return ThreadUse.NONE;
        });
  }

  private void logAll(int from, int to) {
    if (shape == Shape.EXCEPTION) {
      for (int i = from; i < to; i++) {
        logger.error(who, i, THROWN.of(i));
      }
    } else if (shape == Shape.TEXTS) {
      for (int i = from; i < to; i++) {
        logger.info(who, Integer.toString(i));
      }
    } else {
      for (int i = from; i < to; i++) {
        logger.info(who, i);
      }
    }
  }
}
