package dev.logline.logback;

import ch.qos.logback.core.Context;
import ch.qos.logback.core.spi.ContextAware;
import ch.qos.logback.core.status.OnErrorConsoleStatusListener;
import ch.qos.logback.core.status.StatusListener;
import dev.logline.diagnose.PipelineThread;
import dev.logline.diagnose.StatusPort;
import java.util.List;

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
    if (grade != Grade.INFO && printsItself()) {
      System.err.println("Logline " + grade + ": " + message);
    }
  }

  @Override
  public boolean isStderr() {
    return printsItself()
        || listeners().stream().anyMatch(OnErrorConsoleStatusListener.class::isInstance);
  }

  private boolean printsItself() {
    return Thread.currentThread() instanceof PipelineThread
        && appender.getContext() != null
        && listeners().isEmpty();
  }

  private List<StatusListener> listeners() {
    Context context = appender.getContext();
    return context == null ? List.of() : context.getStatusManager().getCopyOfStatusListenerList();
  }

  // Not the compiler's: see RATIONALE.md, "Why has a record of ours an `equals` of its own?"
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
