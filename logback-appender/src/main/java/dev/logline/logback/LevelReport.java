package dev.logline.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.logline.diagnose.StatusPort;
import java.util.StringJoiner;

/**
 * Says which levels will keep records from the appender, for what a logger refuses never gets here:
 * a warning where the root keeps INFO back, else for information.
 */
final class LevelReport {
  private LevelReport() {}

  static void say(LoggerContext context, StatusPort status) {
    Level root = context.getLogger(Logger.ROOT_LOGGER_NAME).getLevel();
    String kept = root == Level.OFF ? "nothing" : "nothing below " + root;
    String report =
        "root is "
            + root
            + ": "
            + kept
            + " will be exported, unless a logger has a level of its"
            + " own; to change that, set rootLevel in the appender, or the level of <root>";
    if (root.toInt() > Level.INFO_INT) {
      status.warn(report);
    } else {
      status.info(report);
    }
    StringJoiner own = new StringJoiner(", ");
    for (Logger logger : context.getLoggerList()) {
      if (logger.getLevel() != null && !logger.getName().equals(Logger.ROOT_LOGGER_NAME)) {
        own.add(logger.getName() + " is " + logger.getLevel());
      }
    }
    if (own.length() > 0) {
      status.info("loggers with levels of their own: " + own);
    }
  }
}
