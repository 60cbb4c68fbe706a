package dev.logline.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.logline.logrecord.MessageTemplate;
import dev.logline.logrecord.RecordWriter;
import dev.logline.logrecord.SeverityTable;
import dev.logline.logrecord.TraceKeys;
import dev.logline.logrecord.TracedMap;
import dev.logline.logrecord.WholeNumbers;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** Maps an event of Logback's. Key-value pairs win over the MDC, and that over the rest. */
final class EventMapper implements dev.logline.boot.EventMapper<ILoggingEvent> {
  static final SeverityTable SEVERITIES =
      SeverityTable.of(
          Level.ALL_INT, 1,
          Level.TRACE_INT, 1,
          Level.DEBUG_INT, 5,
          Level.INFO_INT, 9,
          Level.WARN_INT, 13,
          Level.ERROR_INT, 17,
          Level.OFF_INT, 21);

  private final SeverityTable severities;
  private final boolean threadId;

  EventMapper(SeverityTable severities, boolean threadId) {
    this.severities = severities;
    this.threadId = threadId;
  }

  @Override
  public void map(ILoggingEvent event, RecordWriter record) {
    mapTime(event, record);
    Level level = event.getLevel();
    record.severity(severities.severity(level.toInt(), level.toString()), level.toString());
    mapMessage(event, record);

    Thread current = Thread.currentThread();
    boolean logsHere = logsHere(event, current);
    if (logsHere) {
      record.observedAtOnce();
    }
    Map<String, String> mdc = mdcOf(event);
    Context context = logsHere ? Context.current() : contextOf(event, mdc);
    record.context(context);

    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      record.exceptionFollows();
    }
    mapKeyValues(event.getKeyValuePairs(), record);
    mapMdc(mdc, Span.fromContext(context).getSpanContext(), record);
    record.attribute("thread.name", event.getThreadName());
    if (threadId && logsHere) {
      record.attribute("thread.id", current.getId());
    }
    mapThrowable(thrown, record);
  }

  /** Whether it was logged on the current thread; one of another JVM was not. */
  private static boolean logsHere(ILoggingEvent event, Thread current) {
    String name = current.getName();
    String logged = event.getThreadName();
    boolean same = name.equals(logged) || (name.isEmpty() && isNameOfUnnamed(current, logged));
    return same && !(event instanceof LoggingEventVO);
  }

  /** Logback's own name for a thread that has none, as a virtual thread has not: virtual-4711. */
  private static boolean isNameOfUnnamed(Thread thread, String name) {
    return name != null && name.endsWith("-" + thread.getId());
  }

  /** Empty in a context that was made by hand and given no MDC: Logback itself fails on that. */
  private static Map<String, String> mdcOf(ILoggingEvent event) {
    try {
      return event.getMDCPropertyMap();
    } catch (NullPointerException e) {
      return Map.of();
    }
  }

  /** The context of another thread. */
  private static Context contextOf(ILoggingEvent event, Map<String, String> mdc) {
    if (mdc instanceof TracedMap traced) {
      return Context.root().with(Span.wrap(traced.span()));
    }
    // An event of this JVM's had no span then, and ids in its MDC are the application's own.
    return event.getClass() == LoggingEvent.class ? Context.root() : TraceKeys.context(mdc::get);
  }

  private static void mapTime(ILoggingEvent event, RecordWriter record) {
    Instant instant = event.getInstant();
    if (instant == null) {
      long millis = event.getTimeStamp();
      record.timestamp(millis / 1_000, millis % 1_000 * 1_000_000);
    } else {
      record.timestamp(instant.getEpochSecond(), instant.getNano());
    }
  }

  private static void mapMessage(ILoggingEvent event, RecordWriter record) {
    Object[] arguments = event.getArgumentArray();
    boolean original = event.getClass() == LoggingEvent.class; // others have rules of their own
    MessageTemplate template = original ? MessageFormats.find(event.getMessage(), arguments) : null;
    if (template == null) {
      record.body(event.getFormattedMessage());
    } else {
      record.body(template, arguments, WholeNumbers.PLAIN);
    }
  }

  private static void mapKeyValues(List<KeyValuePair> pairs, RecordWriter record) {
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        record.field(pair.key, pair.value);
      }
    }
  }

  /** All but the ids that the record has already; others of those names are the application's. */
  private static void mapMdc(Map<String, String> mdc, SpanContext span, RecordWriter record) {
    Map<String, String> plain = mdc instanceof TracedMap traced ? traced.plain() : mdc;
    if (!plain.isEmpty()) {
      plain.forEach(
          (key, value) -> {
            if (!TraceKeys.isOf(span, key, value)) {
              record.field(key, value);
            }
          });
    }
  }

  private static void mapThrowable(IThrowableProxy proxy, RecordWriter record) {
    if (proxy instanceof ThrowableProxy here) {
      record.exception(new CopiedThrown(here));
    } else if (proxy != null) {
      record.exception(
          proxy.getClassName(), proxy.getMessage(), ThrowableProxyUtil.asString(proxy));
    }
  }
}
