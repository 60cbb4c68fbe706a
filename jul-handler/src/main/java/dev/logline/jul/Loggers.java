package dev.logline.jul;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The loggers that {@code LogManager} knows now, in no order. */
final class Loggers {
  private Loggers() {}

  static List<Logger> all() {
    LogManager manager = LogManager.getLogManager();
    List<Logger> loggers = new ArrayList<>();
    for (String name : Collections.list(manager.getLoggerNames())) {
      Logger logger = manager.getLogger(name);
      if (logger != null) {
        loggers.add(logger);
      }
    }
    return loggers;
  }

  static boolean isRoot(Logger logger) {
    return "".equals(logger.getName());
  }
}
