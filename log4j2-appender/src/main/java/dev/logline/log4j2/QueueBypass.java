package dev.logline.log4j2;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.MessageFactory;
import org.apache.logging.log4j.message.ParameterizedMessageFactory;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.spi.AbstractLogger;
import org.apache.logging.log4j.util.MessageSupplier;
import org.apache.logging.log4j.util.Supplier;

/**
 * Logs what passes it on the caller's thread, and then denies it to the asynchronous logger, which
 * would ignore it after its queue is closed. It stands where the context's own filter did, and asks
 * that one first. A question of {@code isEnabled} is answered as without it. What {@code printf}
 * and suppliers of parameters log has its parameters left out, which a filter is not told of.
 */
final class QueueBypass extends AbstractFilter {
  private static final String FQCN = AbstractLogger.class.getName();

  private final Filter own;
  private final Configuration configuration;

  QueueBypass(Filter own, Configuration configuration) {
    this.own = own == null ? new AbstractFilter() {} : own; // that one is neutral to all
    this.configuration = configuration;
  }

  @Override
  public Result filter(Logger logger, Level level, Marker marker, String text, Object... params) {
    Result result = own.filter(logger, level, marker, text, params);
    return log(result, logger, level, marker, text, () -> message(logger, text, params), null);
  }

  @Override
  public Result filter(Logger logger, Level level, Marker marker, Object object, Throwable thrown) {
    Result result = own.filter(logger, level, marker, object, thrown);
    return log(result, logger, level, marker, object, () -> message(logger, object), thrown);
  }

  @Override
  public Result filter(
      Logger logger, Level level, Marker marker, Message message, Throwable thrown) {
    Result result = own.filter(logger, level, marker, message, thrown);
    return log(result, logger, level, marker, message, () -> message, thrown);
  }

  @Override
  public Result filter(LogEvent event) {
    return own.filter(event);
  }

  /** {@code given} is null where nothing is to be logged yet. */
  private Result log(
      Result result,
      Logger logger,
      Level level,
      Marker marker,
      Object given,
      java.util.function.Supplier<Message> message,
      Throwable thrown) {
    if (given == null || result == Result.DENY) {
      return result;
    }
    // Not the logger's own level, which is OFF once its context is stopped, maybe meanwhile.
    Level lowest = configuration.getLoggerConfig(logger.getName()).getLevel();
    if (result == Result.NEUTRAL && lowest.intLevel() < level.intLevel()) {
      return result;
    }
    try {
      Message made = message.get();
      Throwable cause = thrown == null ? made.getThrowable() : thrown;
      logger
          .get()
          .getReliabilityStrategy()
          .log(logger, logger.getName(), FQCN, marker, level, made, cause);
    } catch (RuntimeException e) { // as Log4j2 does where a message cannot be logged
      LOGGER.warn("{} caught {} logging: {}", FQCN, e.getClass().getName(), given.getClass(), e);
    }
    return Result.DENY;
  }

  private static Message message(Logger logger, String text, Object... params) {
    return factory(logger).newMessage(text, params);
  }

  private static Message message(Logger logger, Object object) {
    if (object instanceof Supplier<?> supplier) {
      return message(logger, supplier.get());
    }
    if (object instanceof MessageSupplier supplier) {
      return supplier.get();
    }
    if (object instanceof Message message) {
      return message;
    }
    if (object instanceof String text) {
      return factory(logger).newMessage(text);
    }
    return factory(logger).newMessage(object);
  }

  /** Messages that are used again belong to calls that end in their logger. */
  private static MessageFactory factory(Logger logger) {
    MessageFactory factory = logger.getMessageFactory();
    return factory instanceof ReusableMessageFactory
        ? ParameterizedMessageFactory.INSTANCE
        : factory;
  }
}
