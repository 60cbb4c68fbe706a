package dev.logline.log4j2;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.AwaitCompletionReliabilityStrategy;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.ReliabilityStrategy;
import org.apache.logging.log4j.util.Supplier;

/**
 * Takes calls that were under way when their context was stopped: they have passed its filters, and
 * look for where to log only now. It logs nothing by itself.
 */
final class Passage extends LoggerConfig {
  private final ReliabilityStrategy strategy = new LeadingOn(this);

  private Passage(String name) {
    super(name, Level.OFF, false);
  }

  /** For each logger of the context, by the first part of its name. */
  static void open(Configuration shared, LoggerContext context) {
    context.getLoggers().stream()
        .map(logger -> firstPart(logger.getName()))
        .distinct()
        .forEach(name -> shared.addLogger(name, new Passage(name)));
  }

  private static String firstPart(String name) {
    int dot = name.indexOf('.', 1);
    return dot < 0 ? name : name.substring(0, dot);
  }

  @Override
  public ReliabilityStrategy getReliabilityStrategy() {
    return strategy;
  }

  private static final class LeadingOn extends AwaitCompletionReliabilityStrategy {
    LeadingOn(LoggerConfig passage) {
      super(passage);
    }

    /** The question is answered by {@link Forwarding}, if the logger's context has one. */
    @Override
    public LoggerConfig getActiveLoggerConfig(Supplier<LoggerConfig> logger) {
      boolean unused = logger instanceof Logger asked && asked.isEnabled(Level.OFF);
      return logger.get();
    }
  }
}
