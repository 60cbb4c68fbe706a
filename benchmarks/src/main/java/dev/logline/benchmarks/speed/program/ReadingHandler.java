package dev.logline.benchmarks.speed.program;

import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** The least that a handler of java.util.logging can do: it makes the text. */
final class ReadingHandler extends Handler {
  ReadingHandler() {
    setFormatter(new SimpleFormatter());
  }

  @Override
  public void publish(LogRecord record) {
    if (getFormatter().formatMessage(record).isEmpty()) {
      reportError("a record without a text", null, ErrorManager.FORMAT_FAILURE);
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
