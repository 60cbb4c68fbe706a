package dev.logline.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ConfigurationEventListener;

/**
 * The root's level as the appender has it: set now, and at the end of each configuration while it
 * is held, for {@code <root level="...">} mostly comes behind the appender. What the application
 * sets in between stands.
 */
final class RootLevel {
  private final LoggerContext context;
  private final Level level;
  private final ConfigurationEventListener listener = new ConfigurationEnd(this::set);
  private volatile boolean held = true;

  private RootLevel(LoggerContext context, Level level) {
    this.context = context;
    this.level = level;
  }

  static RootLevel hold(LoggerContext context, Level level) {
    RootLevel root = new RootLevel(context, level);
    root.set();
    context.addConfigurationEventListener(root.listener);
    return root;
  }

  private void set() {
    if (held) {
      context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(level);
    }
  }

  void release() {
    held = false;
    ConfigurationEnd.forget(context, listener);
  }
}
