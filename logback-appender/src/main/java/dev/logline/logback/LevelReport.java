package dev.logline.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;

/** Says which levels will keep records from the appender: what a logger refuses never gets here. */
final class LevelReport {
  private LevelReport() {}

  static void say(LoggerContext context, OtlpAppender appender) {
    for (Logger logger : context.getLoggerList()) {
      Level level = logger.getLevel();
      if (level != null && level.toInt() > Level.INFO_INT) {
        boolean root = logger.getName().equals(Logger.ROOT_LOGGER_NAME);
        appender.addWarn(
            (root ? "root is " : "logger " + logger.getName() + " is ")
                + level
                + ": "
                + below(level)
                + " will not be exported; "
                + (root
                    ? "set rootLevel in the appender, or the level of <root>"
                    : "set the level of that <logger>"));
      } else if (level != null) {
        appender.addInfo("logger " + logger.getName() + " is " + level);
      }
    }
  }

  private static String below(Level level) {
    if (level.toInt() >= Level.OFF_INT) {
      return "everything";
    }
    return (level.toInt() > Level.WARN_INT ? "WARN" : "INFO") + " and below";
  }
}
