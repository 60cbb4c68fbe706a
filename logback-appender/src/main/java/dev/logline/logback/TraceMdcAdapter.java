package dev.logline.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.BasicStatusManager;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.StatusManager;
import dev.logline.diagnose.StatusPort;
import dev.logline.logrecord.TraceKeys;
import java.lang.reflect.Field;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import org.slf4j.Marker;
import org.slf4j.spi.MDCAdapter;

/**
 * The MDC with {@code trace_id}, {@code span_id} and {@code trace_flags} of the current span, put
 * in when an event asks for it: on the thread that logged, also in front of an {@code
 * AsyncAppender}, and for every appender's pattern. Where the application has a {@code trace_id} of
 * its own in the MDC, that stands.
 */
final class TraceMdcAdapter extends LogbackMDCAdapter {
  private final MDCAdapter delegate;

  private TraceMdcAdapter(MDCAdapter delegate) {
    this.delegate = delegate;
  }

  /**
   * Puts one in front of the context's own, now or as soon as it has one.
   *
   * @throws LinkageError where Logback is too old for it
   */
  static void install(LoggerContext context, StatusPort status) {
    MDCAdapter present = context.getMDCAdapter();
    if (present == null) {
      context.addTurboFilter(new FirstCall(context, status));
    } else if (!(present instanceof TraceMdcAdapter)) {
      TraceMdcAdapter adapter = new TraceMdcAdapter(present);
      set(context, adapter);
      if (context.getMDCAdapter() != adapter && !force(context, adapter)) {
        status.warn(
            "this Logback keeps its own MDC: neither records behind an AsyncAppender nor the"
                + " patterns of other appenders have a trace; Logback from 1.5.1 on does not");
      }
    }
  }

  private static void set(LoggerContext context, TraceMdcAdapter adapter) {
    // Logback warns of a second adapter, and a warning makes it print its whole status at start.
    StatusManager status = context.getStatusManager();
    context.setStatusManager(new BasicStatusManager());
    try {
      context.setMDCAdapter(adapter);
    } finally {
      context.setStatusManager(status);
    }
  }

  /** By reflection, for Logback before 1.5.1 refuses a second one. */
  private static boolean force(LoggerContext context, TraceMdcAdapter adapter) {
    try {
      Field field = LoggerContext.class.getDeclaredField("mdcAdapter");
      boolean open = field.trySetAccessible();
      if (open) {
        field.set(context, adapter);
      }
      return open;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /**
   * Installs one when something is logged for the first time: older ones (1.5.12 still) give their
   * context an MDC only after it has read the configuration.
   */
  private static final class FirstCall extends TurboFilter {
    private final LoggerContext loggers;
    private final StatusPort status;

    FirstCall(LoggerContext loggers, StatusPort status) {
      this.loggers = loggers;
      this.status = status;
    }

    @Override
    public FilterReply decide(
        Marker marker, Logger logger, Level level, String format, Object[] params, Throwable t) {
      if (loggers.getMDCAdapter() != null && loggers.getTurboFilterList().remove(this)) {
        install(loggers, status);
      }
      return FilterReply.NEUTRAL;
    }
  }

  @Override
  public Map<String, String> getPropertyMap() {
    return TraceKeys.addTo(
        delegate instanceof LogbackMDCAdapter logback
            ? logback.getPropertyMap()
            : delegate.getCopyOfContextMap());
  }

  @Override
  public Map<String, String> getCopyOfContextMap() {
    return delegate.getCopyOfContextMap();
  }

  @Override
  public void put(String key, String value) {
    delegate.put(key, value);
  }

  @Override
  public String get(String key) {
    return delegate.get(key);
  }

  @Override
  public void remove(String key) {
    delegate.remove(key);
  }

  @Override
  public void clear() {
    delegate.clear();
  }

  @Override
  public Set<String> getKeys() {
    return delegate instanceof LogbackMDCAdapter logback ? logback.getKeys() : Set.of();
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // as Logback declares it
  public void setContextMap(Map contextMap) {
    delegate.setContextMap(contextMap);
  }

  @Override
  public void pushByKey(String key, String value) {
    delegate.pushByKey(key, value);
  }

  @Override
  public String popByKey(String key) {
    return delegate.popByKey(key);
  }

  @Override
  public Deque<String> getCopyOfDequeByKey(String key) {
    return delegate.getCopyOfDequeByKey(key);
  }

  @Override
  public void clearDequeByKey(String key) {
    delegate.clearDequeByKey(key);
  }
}
