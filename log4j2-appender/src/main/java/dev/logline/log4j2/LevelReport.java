package dev.logline.log4j2;

import dev.logline.diagnose.StatusPort;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;

/** Says which levels will keep records from the appender: what a logger refuses never gets here. */
final class LevelReport {
  private LevelReport() {}

  static void say(Configuration configuration, String appender, StatusPort status) {
    LoggerConfig root = configuration.getRootLogger();
    say(root, "root", "set rootLevel in the appender, or the level of <Root>", appender, status);
    for (LoggerConfig logger : configuration.getLoggers().values()) {
      if (!logger.getName().equals(root.getName())) {
        String name = "logger " + logger.getName();
        say(logger, name, "set the level of that <Logger>", appender, status);
      }
    }
  }

  private static void say(
      LoggerConfig logger, String name, String remedy, String appender, StatusPort status) {
    say(name, logger.getLevel(), remedy, status);
    for (AppenderRef ref : logger.getAppenderRefs()) {
      if (ref.getRef().equals(appender) && ref.getLevel() != null) {
        say("the <AppenderRef> of " + name, ref.getLevel(), "set its level", status);
      }
    }
  }

  private static void say(String who, Level level, String remedy, StatusPort status) {
    if (level.intLevel() < Level.INFO.intLevel()) {
      status.warn(who + " is " + level + ": " + below(level) + " will not be exported; " + remedy);
    } else {
      status.info(who + " is " + level);
    }
  }

  private static String below(Level level) {
    if (level.intLevel() == Level.OFF.intLevel()) {
      return "everything";
    } else if (level.intLevel() <= Level.FATAL.intLevel()) {
      return "ERROR and below";
    }
    return (level.intLevel() <= Level.ERROR.intLevel() ? "WARN" : "INFO") + " and below";
  }
}
