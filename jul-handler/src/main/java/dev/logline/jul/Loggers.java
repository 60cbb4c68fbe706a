package dev.logline.jul;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The loggers that {@code LogManager} knows now, by name; the root is the first. */
final class Loggers {
  private Loggers() {}

  static List<Logger> all() {
    LogManager manager = LogManager.getLogManager();
    List<String> names = new ArrayList<>(Collections.list(manager.getLoggerNames()));
    Collections.sort(names);
    List<Logger> loggers = new ArrayList<>();
    for (String name : names) {
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
