package dev.logline.benchmarks.speed.program;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/**
 * The least that an appender of Logback's can do: it looks at the text, and at the logger's name.
 */
public final class ReadingAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  /** Logback makes it. */
  public ReadingAppender() {}

  @Override
  protected void append(ILoggingEvent event) {
    if (event.getFormattedMessage().isEmpty() || event.getLoggerName().isEmpty()) {
      addError("a record without a text or a logger");
    }
  }
}
