package dev.logline.benchmarks.speed.program;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The appender loki4j of Logback, which its configuration installs. */
final class LokiBackend implements Backend {
  @Override
  public void install() {}

  /** It has no flush, but empties its queues when it is stopped. */
  @Override
  public void flush() {
    Appender<ILoggingEvent> appender =
        ((LoggerContext) LoggerFactory.getILoggerFactory())
            .getLogger(Logger.ROOT_LOGGER_NAME)
            .getAppender("LOKI");
    appender.stop();
    appender.start();
  }
}
