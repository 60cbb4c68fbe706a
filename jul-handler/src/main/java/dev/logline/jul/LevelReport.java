package dev.logline.jul;

import dev.logline.diagnose.StatusPort;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Says which levels will keep records from the handler: what a logger refuses never gets here. */
final class LevelReport {
  private static final List<Level> DOWNWARDS =
      List.of(
          Level.SEVERE,
          Level.WARNING,
          Level.INFO,
          Level.CONFIG,
          Level.FINE,
          Level.FINER,
          Level.FINEST);

  private LevelReport() {}

  static void say(StatusPort status) {
    for (Logger logger : Loggers.all()) {
      Level level = logger.getLevel();
      if (level != null && level.intValue() > Level.FINEST.intValue()) {
        StatusPort.Grade grade =
            level.intValue() > Level.INFO.intValue()
                ? StatusPort.Grade.WARN
                : StatusPort.Grade.INFO;
        status.say(grade, explain(logger, level), null);
      }
      if (!logger.getUseParentHandlers() && !Loggers.isRoot(logger)) {
        status.info(
            "logger "
                + logger.getName()
                + " does not use the handlers of its parents; what it logs is exported only where"
                + " it has the handler itself");
      }
    }
  }

  private static String explain(Logger logger, Level level) {
    boolean root = Loggers.isRoot(logger);
    return (root ? "root is " : "logger " + logger.getName() + " is ")
        + level
        + ": "
        + below(level)
        + " will not be exported; set "
        + (root ? "" : logger.getName())
        + ".level in logging.properties"
        + (root ? ", or rootLevel of the handler" : "");
  }

  private static String below(Level level) {
    if (level.intValue() == Level.OFF.intValue()) {
      return "everything";
    }
    return DOWNWARDS.stream()
            .filter(lower -> lower.intValue() < level.intValue())
            .findFirst()
            .orElse(Level.ALL)
        + " and below";
  }
}
