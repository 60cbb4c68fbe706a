package dev.logline.logback;

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
    // By name, for the constants are others before Logback 1.5.7.
    if (event.getEventType().name().contains("CONFIGURATION_ENDED")) {
      task.run();
    }
  }
}
