package dev.logline.benchmarks.speed.program;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limit, which Logback's configuration installs. */
final class BareBackend implements Backend {
  @Override
  public void install() {}

  @Override
  public void flush() {
    try {
      ((BareAppender)
              ((LoggerContext) LoggerFactory.getILoggerFactory())
                  .getLogger(Logger.ROOT_LOGGER_NAME)
                  .getAppender("BARE"))
          .flush();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
