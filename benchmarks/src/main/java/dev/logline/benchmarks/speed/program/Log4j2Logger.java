package dev.logline.benchmarks.speed.program;

import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;

/** Log4j2 through its own API. */
final class Log4j2Logger implements FrameworkLogger {
  private final Logger logger;

  Log4j2Logger(String name) {
    logger = LogManager.getLogger(name);
  }

  @Override
  public void info(String who, int sequence) {
    logger.info("#{} {} has been processed", who, sequence);
  }

  @Override
  public void info(String who, String sequence) {
    logger.info("#{} {} has been processed", who, sequence);
  }

  @Override
  public void error(String who, int sequence, Throwable thrown) {
    logger.error("#{} {} has failed", who, sequence, thrown);
  }

  @Override
  public void context(Map<String, String> entries) {
    ThreadContext.clearMap();
    ThreadContext.putAll(entries);
  }
}
