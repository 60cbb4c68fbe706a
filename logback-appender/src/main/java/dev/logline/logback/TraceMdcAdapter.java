package dev.logline.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.BasicStatusManager;
import ch.qos.logback.core.status.StatusManager;
import dev.logline.logrecord.TraceKeys;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
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

  static void install(LoggerContext context) {
    MDCAdapter present = context.getMDCAdapter();
    if (present == null || present instanceof TraceMdcAdapter) {
      return;
    }
    // Logback warns of a second adapter, and a warning makes it print its whole status at start.
    StatusManager status = context.getStatusManager();
    context.setStatusManager(new BasicStatusManager());
    try {
      context.setMDCAdapter(new TraceMdcAdapter(present));
    } finally {
      context.setStatusManager(status);
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
