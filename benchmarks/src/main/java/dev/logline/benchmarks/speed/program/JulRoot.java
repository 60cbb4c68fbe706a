package dev.logline.benchmarks.speed.program;

import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The root logger of java.util.logging. */
final class JulRoot {
  private JulRoot() {}

  /** In place of the console. */
  static void set(Handler handler) {
    LogManager.getLogManager().reset();
    Logger.getLogger("").addHandler(handler);
  }
}
