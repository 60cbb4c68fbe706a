package dev.logline.log4j2;

import dev.logline.boot.ProcessEnd;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.NullConfiguration;
import org.apache.logging.log4j.core.util.Cancellable;
import org.apache.logging.log4j.core.util.ShutdownCallbackRegistry;

/**
 * Keeps our appenders on their loggers while the process ends.
 *
 * <p>Log4j2 has a shutdown hook that stops its contexts, beside the other hooks, which may still
 * log. A stopped context gives its loggers a configuration that logs nothing, the same one to every
 * context. So that one is furnished, just before, with what leads this context's loggers, and no
 * others, on to a configuration of their own, which leads to our appenders. A logger reaches an
 * appender of ours directly or through an {@link AsyncAppender}. Where all loggers are asynchronous
 * their queue is closed first of all, so that it is bypassed from then on.
 */
final class Residence implements Runnable {
  private static final String KEY = "dev.logline.residence";

  private final LoggerContext context;
  private Cancellable callback; // this and the next are guarded by this
  private boolean furnished;

  private Residence(LoggerContext context) {
    this.context = context;
  }

  /** The residence of a context, the same one after a reconfiguration; null for none. */
  static Residence in(LoggerContext context) {
    if (context == null) {
      return null;
    }
    Residence made = new Residence(context);
    if (context.putObjectIfAbsent(KEY, made) instanceof Residence present) {
      return present;
    }
    made.watch();
    return made;
  }

  /** The context's own callback comes after this one, for it is registered after the start. */
  private synchronized void watch() {
    if (LogManager.getFactory() instanceof ShutdownCallbackRegistry registry) {
      try {
        callback = registry.addShutdownCallback(this);
      } catch (IllegalStateException e) {
        callback = null; // the process ends already: outlives() sees to it
      }
    }
  }

  /** Before the end. Itself, and not a lambda, each of which takes milliseconds of the start. */
  @Override
  public synchronized void run() {
    if (context instanceof AsyncLoggerContext) {
      bypassQueue(context.getConfiguration());
    }
    LoggerContext another = new LoggerContext(KEY);
    another.stop(); // now it has what every stopped context has
    furnish(another.getConfiguration(), context.getConfiguration());
  }

  private static void bypassQueue(Configuration configuration) {
    Filter replaced = configuration.getFilter();
    configuration.addFilter(new QueueBypass(replaced, configuration));
    configuration.removeFilter(replaced);
  }

  /** Whether the appenders of {@code stopping} go on, because the process ends. */
  synchronized boolean outlives(Configuration stopping) {
    if (!context.isStopping()) {
      return false; // a reconfiguration
    }
    if (!furnished && ProcessEnd.hasBegun()) {
      furnish(context.getConfiguration(), stopping);
      context.updateLoggers();
    }
    if (!furnished && callback != null) {
      callback.cancel();
      callback = null;
    }
    return furnished;
  }

  private void furnish(Configuration after, Configuration before) {
    if (furnished || !(after instanceof NullConfiguration)) {
      return;
    }
    furnished = true;
    Configuration own = new NullConfiguration();
    LoggerConfig root = own.getRootLogger();
    root.setLevel(before.getRootLogger().getLevel());
    copy(before, before.getRootLogger(), root);
    for (LoggerConfig logger : before.getLoggers().values()) {
      if (!logger.getName().equals(LoggerConfig.ROOT)) {
        LoggerConfig copy =
            new LoggerConfig(logger.getName(), logger.getExplicitLevel(), logger.isAdditive());
        copy(before, logger, copy);
        own.addLogger(logger.getName(), copy);
      }
    }
    own.addFilter(before.getFilter());
    after.addFilter(new Forwarding(context, own));
    Passage.open(after, context);
  }

  private static void copy(Configuration before, LoggerConfig logger, LoggerConfig copy) {
    copy.addFilter(logger.getFilter());
    for (Appender appender : logger.getAppenders().values()) {
      if (appender instanceof OtlpAppender) {
        add(copy, appender, logger);
      } else if (appender instanceof AsyncAppender async) {
        add(copy, new Shortcut(async, before), logger);
      }
    }
  }

  private static void add(LoggerConfig copy, Appender appender, LoggerConfig logger) {
    for (AppenderRef ref : logger.getAppenderRefs()) {
      if (ref.getRef().equals(appender.getName())) {
        copy.addAppender(appender, ref.getLevel(), ref.getFilter());
      }
    }
    copy.addAppender(appender, null, null); // where it was added by code; ignored where it is there
  }
}
