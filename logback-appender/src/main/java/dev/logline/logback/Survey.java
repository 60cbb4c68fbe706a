package dev.logline.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ConfigurationEvent;
import ch.qos.logback.core.spi.ConfigurationEventListener;
import dev.logline.boot.Intake;
import dev.logline.diagnose.StatusPort;

/**
 * Looks at the configuration, on a thread of ours: not before Logback has read all of it, for an
 * appender starts in the middle, when neither the levels are set nor the model is kept. Not a
 * lambda: one takes milliseconds of the start.
 */
final class Survey implements Runnable, ConfigurationEventListener {
  private final LoggerContext context;
  private final OtlpAppender appender;
  private final Intake<?> intake;
  private boolean waiting;

  Survey(LoggerContext context, OtlpAppender appender, Intake<?> intake) {
    this.context = context;
    this.appender = appender;
    this.intake = intake;
  }

  /** On the thread that starts the appender. */
  synchronized void begin() {
    waiting = isBeingConfigured();
    if (waiting) {
      context.addConfigurationEventListener(this);
    } else {
      intake.afterBoot(this);
    }
  }

  /** Whether the current thread reads a configuration. */
  private boolean isBeingConfigured() {
    try {
      return context.getConfigurationLock().isHeldByCurrentThread();
    } catch (NoSuchMethodError e) {
      return false; // Logback before 1.5.7: it cannot be known
    }
  }

  @Override
  public void listen(ConfigurationEvent event) {
    if (ConfigurationEnd.is(event) && stopWaiting()) {
      intake.afterBoot(this);
    }
  }

  void cancel() {
    boolean unused = stopWaiting();
  }

  private synchronized boolean stopWaiting() {
    boolean waited = waiting;
    if (waited) {
      waiting = false;
      ConfigurationEnd.forget(context, this);
    }
    return waited;
  }

  @Override
  public void run() {
    StatusPort status = intake.status();
    UnknownOptions.say(context, appender, status);
    LevelReport.say(context, status);
  }
}
