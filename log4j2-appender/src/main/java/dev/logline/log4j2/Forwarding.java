package dev.logline.log4j2;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.message.Message;

/**
 * Leads a context's loggers on from the configuration that all stopped contexts share to one of
 * their own, when they are asked or log for the first time. A filter is the one part of a
 * configuration that is told which context a logger is of. It leaves the loggers of others alone.
 */
final class Forwarding extends AbstractFilter {
  private final LoggerContext context;
  private final Configuration own;

  Forwarding(LoggerContext context, Configuration own) {
    this.context = context;
    this.own = own;
  }

  @Override
  public Result filter(Logger logger, Level level, Marker marker, String text, Object... params) {
    return leadsOn(logger) ? result(logger.isEnabled(level, marker, text, params)) : Result.NEUTRAL;
  }

  @Override
  public Result filter(Logger logger, Level level, Marker marker, Object object, Throwable thrown) {
    return leadsOn(logger)
        ? result(logger.isEnabled(level, marker, object, thrown))
        : Result.NEUTRAL;
  }

  @Override
  public Result filter(
      Logger logger, Level level, Marker marker, Message message, Throwable thrown) {
    return leadsOn(logger)
        ? result(logger.isEnabled(level, marker, message, thrown))
        : Result.NEUTRAL;
  }

  private boolean leadsOn(Logger logger) {
    if (logger.getContext() != context) {
      return false;
    }
    context.updateLoggers(own);
    // One that the context does not know stays here, and must not be asked again.
    return logger.get() == own.getLoggerConfig(logger.getName());
  }

  private static Result result(boolean enabled) {
    return enabled ? Result.ACCEPT : Result.DENY;
  }
}
