package dev.logline.log4j2;

import dev.logline.logrecord.RecordWriter;
import dev.logline.logrecord.SeverityTable;
import dev.logline.logrecord.Texts;
import dev.logline.logrecord.TraceKeys;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.ThreadContext.ContextStack;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.ThrowableProxy;
import org.apache.logging.log4j.core.time.Instant;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ReusableMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.spi.AbstractLogger;
import org.apache.logging.log4j.util.ReadOnlyStringMap;

/**
 * Maps an event of Log4j2's. Entries of a map message win over the context data, and that over the
 * rest.
 *
 * <p>A map message's entry {@code message} is the body, its other entries are attributes. The id
 * and type of structured data are {@code log4j2.structured_data.id} and {@code .type}, and a
 * context stack (NDC) that is not empty is the array {@code log4j2.context_stack}.
 */
final class EventMapper implements dev.logline.boot.EventMapper<LogEvent> {
  /** Levels of Log4j2 fall with severity, so they are negated. */
  static final SeverityTable SEVERITIES =
      SeverityTable.of(
          -Level.ALL.intLevel(), 1,
          -Level.TRACE.intLevel(), 1,
          -Level.DEBUG.intLevel(), 5,
          -Level.INFO.intLevel(), 9,
          -Level.WARN.intLevel(), 13,
          -Level.ERROR.intLevel(), 17,
          -Level.FATAL.intLevel(), 21,
          -Level.OFF.intLevel(), 21);

  private static final String MESSAGE = "message";

  private final SeverityTable severities;
  private final boolean threadId;
  private final Layout<?> layout; // null: the body is the message

  EventMapper(SeverityTable severities, boolean threadId, Layout<?> layout) {
    this.severities = severities;
    this.threadId = threadId;
    this.layout = layout;
  }

  @Override
  public void map(LogEvent event, RecordWriter record) {
    Instant instant = event.getInstant();
    record.timestamp(instant.getEpochSecond(), instant.getNanoOfSecond());
    Level level = event.getLevel();
    record.severity(severities.severity(-level.intLevel(), level.name()), level.name());
    Message message = event.getMessage();
    String laidOut = layout == null ? null : laidOut(event);
    if (laidOut != null || !mapReusable(message, record)) {
      record.body(laidOut == null ? text(message) : laidOut);
    }
    ReadOnlyStringMap data = event.getContextData();
    boolean logsHere = logsHere(event);
    if (logsHere) {
      record.observedAtOnce();
    }
    Context context = logsHere ? Context.current() : contextOf(data);
    record.context(context);

    if (hasThrown(event)) {
      record.exceptionFollows();
    }
    if (message instanceof MapMessage<?, ?> map) {
      mapEntries(map, laidOut == null, record);
    }
    mapContextData(data, Span.fromContext(context).getSpanContext(), record);
    mapContextStack(event.getContextStack(), record);
    record.attribute("thread.name", event.getThreadName());
    if (threadId && event.getThreadId() > 0) {
      record.attribute("thread.id", event.getThreadId());
    }
    mapThrown(event, record);
  }

  @Override
  public int depth() {
    return AbstractLogger.getRecursionDepth();
  }

  /** The layout's text without its last line break, or null where it makes none. */
  private String laidOut(LogEvent event) {
    try {
      return layout.toSerializable(event) instanceof String text
          ? Texts.withoutLineBreak(text)
          : null;
    } catch (Throwable e) {
      return Texts.failed("toSerializable", layout, e);
    }
  }

  /** The body of a message that is formatted already, into a text that nobody keeps. */
  private static boolean mapReusable(Message message, RecordWriter record) {
    if (!(message instanceof ReusableMessage reusable)) {
      return false;
    }
    StringBuilder text = record.text();
    try {
      reusable.formatTo(text);
    } catch (Throwable e) {
      return false; // and once more, to say what is wrong
    }
    record.body(text);
    return true;
  }

  private static String text(Message message) {
    try {
      if (message instanceof StructuredDataMessage data && data.getFormat() != null) {
        return data.getFormat();
      } else if (message instanceof MapMessage<?, ?> map && map.containsKey(MESSAGE)) {
        return map.get(MESSAGE);
      }
      return message == null ? null : message.getFormattedMessage();
    } catch (Throwable e) {
      return Texts.failed("getFormattedMessage", message, e);
    }
  }

  private static boolean logsHere(LogEvent event) {
    Thread current = Thread.currentThread();
    return event.getThreadId() == current.getId() // by name as well: it may be from another JVM
        && current.getName().equals(event.getThreadName());
  }

  /** The context of another thread, as {@link TraceContextDataProvider} put it into the event. */
  private static Context contextOf(ReadOnlyStringMap data) {
    return TraceKeys.context(key -> data.getValue(key) instanceof String id ? id : null);
  }

  private static void mapEntries(MapMessage<?, ?> message, boolean isBody, RecordWriter record) {
    if (message instanceof StructuredDataMessage data) {
      if (data.getId() != null) {
        record.attribute("log4j2.structured_data.id", data.getId().toString());
      }
      record.attribute("log4j2.structured_data.type", data.getType());
    }
    boolean said = isBody && !(message instanceof StructuredDataMessage);
    message.forEach(
        (key, value) -> {
          if (!said || !key.equals(MESSAGE)) {
            record.field(key, value);
          }
        });
  }

  /** All but the ids that the record has already; others of those names are the application's. */
  private static void mapContextData(
      ReadOnlyStringMap data, SpanContext span, RecordWriter record) {
    if (!data.isEmpty()) {
      data.forEach(
          (key, value) -> {
            if (!TraceKeys.isOf(span, key, value)) {
              record.field(key, value);
            }
          });
    }
  }

  private static void mapContextStack(ContextStack stack, RecordWriter record) {
    if (stack != null && stack.getDepth() > 0) {
      record.attribute("log4j2.context_stack", stack.asList());
    }
  }

  @SuppressWarnings("deprecation") // as below
  private static boolean hasThrown(LogEvent event) {
    return event.getThrown() != null || event.getThrownProxy() != null;
  }

  @SuppressWarnings("deprecation") // an event from another JVM has nothing else
  private static void mapThrown(LogEvent event, RecordWriter record) {
    Throwable thrown = event.getThrown();
    if (thrown != null) {
      record.exception(thrown);
      return;
    }
    ThrowableProxy proxy = event.getThrownProxy();
    if (proxy != null) {
      record.exception(proxy.getName(), proxy.getMessage(), proxy.getCauseStackTraceAsString(""));
    }
  }
}
