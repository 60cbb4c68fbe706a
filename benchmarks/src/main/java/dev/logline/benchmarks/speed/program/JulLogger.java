package dev.logline.benchmarks.speed.program;

import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** java.util.logging, whose {@code MessageFormat} groups the digits of numbers. */
final class JulLogger implements FrameworkLogger {
  private final Logger logger;

  JulLogger(String name) {
    logger = Logger.getLogger(name);
    Logger.getLogger("").getHandlers(); // made when they are first asked for: a part of the start
  }

  @Override
  public void info(String who, int sequence) {
    Object[] parameters = {who, sequence};
    logger.log(Level.INFO, "#{0} {1} has been processed", parameters);
  }

  @Override
  public void info(String who, String sequence) {
    Object[] parameters = {who, sequence};
    logger.log(Level.INFO, "#{0} {1} has been processed", parameters);
  }

  @Override
  public void error(String who, int sequence, Throwable thrown) {
    LogRecord record = new LogRecord(Level.SEVERE, "#{0} {1} has failed");
    record.setLoggerName(logger.getName());
    record.setParameters(new Object[] {who, sequence});
    record.setThrown(thrown);
    logger.log(record);
  }

  @Override
  public void context(Map<String, String> entries) {
    throw new UnsupportedOperationException("java.util.logging has no MDC");
  }
}
