package dev.logline.log4j2;

import dev.logline.diagnose.StatusPort;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.status.StatusLogger;

/**
 * Log4j2's status logger, which prints nothing below ERROR unless it is told to: warnings that it
 * would not show go to stderr, except where it is switched off.
 */
record Log4j2Status(String appender) implements StatusPort {
  @Override
  public void say(Grade grade, String message, Throwable cause) {
    StatusLogger status = StatusLogger.getLogger();
    Level level = level(grade);
    String text = "Otlp appender " + appender + ": " + message;
    status.log(level, text, cause);
    boolean shown = status.isEnabled(level);
    if (grade != Grade.INFO && !shown && !status.getLevel().equals(Level.OFF)) {
      System.err.println("Logline " + grade + ": " + text);
    }
  }

  /**
   * Where errors are shown by the status logger's own listener, which prints to stderr, or here.
   */
  @Override
  public boolean isStderr() {
    StatusLogger status = StatusLogger.getLogger();
    boolean hasListeners = status.getListeners().iterator().hasNext();
    return status.isEnabled(Level.ERROR) ? !hasListeners : !status.getLevel().equals(Level.OFF);
  }

  private static Level level(Grade grade) {
    return switch (grade) {
      case INFO -> Level.INFO;
      case WARN -> Level.WARN;
      case ERROR -> Level.ERROR;
    };
  }

  // Not the compiler's: see RATIONALE.md, "Why has a record of ours an `equals` of its own?"
  @Override
  public boolean equals(Object other) {
    return other instanceof Log4j2Status that && appender.equals(that.appender);
  }

  @Override
  public int hashCode() {
    return appender.hashCode();
  }
}
