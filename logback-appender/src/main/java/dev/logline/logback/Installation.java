package dev.logline.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import dev.logline.LoglineOptions;
import java.util.Iterator;
import java.util.Map;
import java.util.WeakHashMap;

/** Adds an appender to the root logger where none of ours is, now and after a configuration. */
final class Installation {
  /** What was installed last, by context; one that is in here has our listener. */
  private static final Map<LoggerContext, LoglineOptions> OPTIONS = new WeakHashMap<>();

  private Installation() {}

  static synchronized OtlpAppender in(LoggerContext context, LoglineOptions options) {
    if (OPTIONS.putIfAbsent(context, options) == null) {
      context.addConfigurationEventListener(new ConfigurationEnd(() -> again(context)));
    }
    OtlpAppender appender = addUnlessPresent(context, options);
    appender.start(); // one that is there may have been stopped
    return appender;
  }

  private static synchronized void again(LoggerContext context) {
    addUnlessPresent(context, OPTIONS.get(context));
  }

  private static OtlpAppender addUnlessPresent(LoggerContext context, LoglineOptions options) {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    OtlpAppender present = present(root);
    if (present != null) {
      return present;
    }
    OPTIONS.put(context, options);
    OtlpAppender appender = new OtlpAppender(options);
    appender.setName("OTLP");
    appender.setContext(context);
    appender.start();
    root.addAppender(appender);
    return appender;
  }

  private static OtlpAppender present(AppenderAttachable<?> parent) {
    Iterator<? extends Appender<?>> appenders = parent.iteratorForAppenders();
    while (appenders.hasNext()) {
      Appender<?> appender = appenders.next();
      if (appender instanceof OtlpAppender ours) {
        return ours;
      }
      OtlpAppender behind =
          appender instanceof AppenderAttachable<?> attachable ? present(attachable) : null;
      if (behind != null) {
        return behind;
      }
    }
    return null;
  }
}
