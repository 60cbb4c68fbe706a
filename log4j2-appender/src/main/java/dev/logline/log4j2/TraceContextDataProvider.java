package dev.logline.log4j2;

import dev.logline.logrecord.TraceKeys;
import java.util.Map;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.util.ContextDataProvider;
import org.apache.logging.log4j.util.StringMap;

/**
 * Puts {@code trace_id}, {@code span_id} and {@code trace_flags} of the current span into each
 * event's context data when Log4j2 makes the event: on the thread that logged, also in front of
 * asynchronous loggers and appenders, and for every appender's pattern. Where the application has a
 * {@code trace_id} of its own in the {@link ThreadContext}, that stands, and the span is in one
 * entry, {@code logline.traceparent}.
 *
 * <p>Log4j2 finds it as a service; applications do not use it.
 */
public final class TraceContextDataProvider implements ContextDataProvider {
  /** For Log4j2. */
  public TraceContextDataProvider() {}

  @Override
  public Map<String, String> supplyContextData() {
    return TraceKeys.entries(ThreadContext::get);
  }

  @Override
  public StringMap supplyStringMap() {
    Map<String, String> entries = supplyContextData();
    if (entries.isEmpty()) {
      return ContextDataFactory.emptyFrozenContextData();
    }
    StringMap ids = ContextDataFactory.createContextData(entries);
    ids.freeze();
    return ids;
  }

  @Override
  public Object getValue(String key) {
    return TraceKeys.contains(key) ? supplyContextData().get(key) : null;
  }
}
