package dev.logline.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ConfigurationEvent;
import ch.qos.logback.core.spi.ConfigurationEventListener;

/** Runs a task whenever Logback has read a configuration, on the thread that reads it. */
final class ConfigurationEnd implements ConfigurationEventListener {
  private final Runnable task;

  ConfigurationEnd(Runnable task) {
    this.task = task;
  }

  @Override
  public void listen(ConfigurationEvent event) {
    if (is(event)) {
      task.run();
    }
  }

  static boolean is(ConfigurationEvent event) {
    // By name, for the constants are others before Logback 1.5.7.
    return event.getEventType().name().contains("CONFIGURATION_ENDED");
  }

  static void forget(LoggerContext context, ConfigurationEventListener listener) {
    try {
      context.removeConfigurationEventListener(listener);
    } catch (NoSuchMethodError e) {
      // Logback before 1.5.7: the listener stays, and does nothing.
    }
  }
}
