package dev.logline.logback;

import ch.qos.logback.core.spi.ContextAware;
import dev.logline.diagnose.PipelineThread;
import dev.logline.diagnose.StatusPort;

/**
 * Logback's status manager. What is said there after the configuration nobody prints unless a
 * status listener is set, so warnings of our own threads then go to stderr as well.
 */
record LogbackStatus(OtlpAppender appender) implements StatusPort {
  @Override
  public void say(Grade grade, String message, Throwable cause) {
    ContextAware status = appender;
    switch (grade) {
      case INFO -> status.addInfo(message, cause);
      case WARN -> status.addWarn(message, cause);
      case ERROR -> status.addError(message, cause);
    }
    if (grade != Grade.INFO
        && Thread.currentThread() instanceof PipelineThread
        && appender.getContext() != null
        && appender.getContext().getStatusManager().getCopyOfStatusListenerList().isEmpty()) {
      System.err.println("Logline " + grade + ": " + message);
    }
  }
}
