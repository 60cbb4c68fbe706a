package dev.logline.jul;

import dev.logline.diagnose.PipelineThread;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps a handler on its loggers while the process ends.
 *
 * <p>{@code LogManager} has a shutdown hook that takes every handler from its logger, closes it,
 * and then sets the level of the root logger to INFO and that of each other to null, in no certain
 * order and beside the other hooks, which may still log.
 */
final class Residence {
  private static final long LEVELS_WAIT_MILLIS = 5_000;

  private final Handler handler;
  private final Set<Logger> homes = new LinkedHashSet<>(); // this and the next are guarded by this
  private final Map<Logger, Level> levels = new LinkedHashMap<>();
  private boolean staying;

  Residence(Handler handler) {
    this.handler = handler;
  }

  /** Remembers where the handler is, and the levels of all loggers. */
  void look() {
    // Outside the monitor: getHandlers() may wait for a lock that the caller of stay() has.
    Set<Logger> homesNow = new LinkedHashSet<>();
    Map<Logger, Level> levelsNow = new LinkedHashMap<>();
    for (Logger logger : Loggers.all()) {
      if (isOn(logger)) {
        homesNow.add(logger);
      }
      if (logger.getLevel() != null) {
        levelsNow.put(logger, logger.getLevel());
      }
    }
    synchronized (this) {
      homes.addAll(homesNow);
      levels.putAll(levelsNow);
    }
  }

  /**
   * Goes back to where the handler was, should it be removed in spite of its {@code equals}; the
   * levels follow, because they are not yet reset.
   */
  synchronized void stay() {
    if (!staying) {
      staying = true;
      rememberChangedLevels();
      Thread resetting = Thread.currentThread();
      new PipelineThread("logline-levels", () -> restoreLevels(resetting)).start();
    }
    for (Logger home : homes) {
      if (!isOn(home)) {
        home.addHandler(handler);
      }
    }
  }

  private boolean isOn(Logger logger) {
    for (Handler present : logger.getHandlers()) {
      if (present == handler) {
        return true;
      }
    }
    return false;
  }

  private void rememberChangedLevels() {
    Level root = levels.get(Logger.getLogger(""));
    look();
    boolean rootMayBeReset = homes.stream().anyMatch(home -> !Loggers.isRoot(home));
    if (rootMayBeReset && root != null) {
      levels.put(Logger.getLogger(""), root);
    }
  }

  private void restoreLevels(Thread resetting) {
    try {
      resetting.join(LEVELS_WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      levels.forEach(
          (logger, level) -> {
            if (logger.getLevel() == null || Loggers.isRoot(logger)) {
              logger.setLevel(level);
            }
          });
    }
  }
}
