package dev.logline.log4j2;

import dev.logline.diagnose.StatusPort;
import java.util.StringJoiner;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * Says which levels will keep records from the appender, for what a logger refuses never gets here:
 * a warning where the root keeps INFO back, else for information.
 *
 * @param appender its name
 */
record LevelReport(Configuration configuration, String appender, StatusPort status)
    implements Runnable {
  @Override
  public void run() {
    LoggerConfig rootLogger = configuration.getRootLogger();
    Level root = rootLogger.getLevel();
    String kept = root.equals(Level.OFF) ? "nothing" : "nothing below " + root;
    String report =
        "root is "
            + root
            + ": "
            + kept
            + " will be exported, unless a logger has a level of its own; to change that, set"
            + " rootLevel in the appender, or the level of <Root>";
    if (root.intLevel() < Level.INFO.intLevel()) {
      status.warn(report);
    } else {
      status.info(report);
    }
    StringJoiner own = new StringJoiner(", ");
    StringJoiner references = new StringJoiner(", ");
    addReferences(rootLogger, "root", references);
    for (LoggerConfig logger : configuration.getLoggers().values()) {
      if (!logger.getName().equals(rootLogger.getName())) {
        own.add(logger.getName() + " is " + logger.getLevel());
        addReferences(logger, logger.getName(), references);
      }
    }
    if (own.length() > 0) {
      status.info("loggers with levels of their own: " + own);
    }
    if (references.length() > 0) {
      status.info("<AppenderRef>s to the appender with levels: " + references);
    }
  }

  private void addReferences(LoggerConfig logger, String name, StringJoiner references) {
    for (AppenderRef reference : logger.getAppenderRefs()) {
      if (reference.getRef().equals(appender) && reference.getLevel() != null) {
        references.add("that of " + name + " is " + reference.getLevel());
      }
    }
  }
}
