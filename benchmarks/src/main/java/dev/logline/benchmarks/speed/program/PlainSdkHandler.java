package dev.logline.benchmarks.speed.program;

import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** What one writes to carry java.util.logging over the Logs API: OpenTelemetry has no handler. */
final class PlainSdkHandler extends Handler {
  private final LoggerProvider loggers;
  private final boolean threadId;

  PlainSdkHandler(LoggerProvider loggers, boolean threadId) {
    this.loggers = loggers;
    this.threadId = threadId;
    setFormatter(new SimpleFormatter());
  }

  @Override
  public void publish(LogRecord record) {
    LogRecordBuilder builder =
        loggers
            .get(record.getLoggerName())
            .logRecordBuilder()
            .setTimestamp(record.getInstant())
            .setSeverity(record.getLevel().equals(Level.SEVERE) ? Severity.ERROR : Severity.INFO)
            .setSeverityText(record.getLevel().getName())
            .setBody(getFormatter().formatMessage(record))
            .setAttribute("thread.name", Thread.currentThread().getName());
    if (threadId) {
      builder.setAttribute("thread.id", record.getLongThreadID());
    }
    if (record.getThrown() != null) {
      builder.setException(record.getThrown());
    }
    builder.emit();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
