package dev.logline.benchmarks.speed.program;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logback through SLF4J. */
final class LogbackLogger implements FrameworkLogger {
  private final Logger logger;

  LogbackLogger(String name) {
    logger = LoggerFactory.getLogger(name);
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
    MDC.setContextMap(entries);
  }
}
