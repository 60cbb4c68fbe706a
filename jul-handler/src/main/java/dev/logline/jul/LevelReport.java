package dev.logline.jul;

import dev.logline.diagnose.StatusPort;
import dev.logline.diagnose.StatusPort.Grade;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Says which levels will keep records from the handler, for what a logger refuses never gets here:
 * a warning where the root keeps INFO back, else for information.
 */
final class LevelReport {
  private LevelReport() {}

  static void say(StatusPort status) {
    StringJoiner own = new StringJoiner(", ");
    StringJoiner apart = new StringJoiner(", ");
    List<Logger> loggers = Loggers.all();
    loggers.sort(Comparator.comparing(Logger::getName)); // the root is the first
    for (Logger logger : loggers) {
      if (Loggers.isRoot(logger)) {
        sayRoot(logger.getLevel(), status);
        continue;
      }
      if (logger.getLevel() != null) {
        own.add(logger.getName() + " is " + logger.getLevel());
      }
      if (!logger.getUseParentHandlers()) {
        apart.add(logger.getName());
      }
    }
    if (own.length() > 0) {
      status.info("loggers with levels of their own: " + own);
    }
    if (apart.length() > 0) {
      status.info(
          "loggers that do not use their parents' handlers, and are exported only where they have"
              + " one of their own: "
              + apart);
    }
  }

  private static void sayRoot(Level own, StatusPort status) {
    Level root = own == null ? Level.INFO : own; // a root that has none is asked as if it had INFO
    String kept = root.intValue() == Level.OFF.intValue() ? "nothing" : "nothing below " + root;
    status.say(
        root.intValue() > Level.INFO.intValue() ? Grade.WARN : Grade.INFO,
        "root is "
            + root
            + ": "
            + kept
            + " will be exported, unless a logger has a level of its own; to change that, set"
            + " .level in logging.properties, or rootLevel of the handler",
        null);
  }
}
