package dev.logline.logrecord;

import io.opentelemetry.api.common.Value;
import io.opentelemetry.context.Context;

/**
 * Writes one log record at a time: a mapper calls {@link #begin}, the fields it has, and {@link
 * #end}.
 *
 * <p>The rules that a reader of the record could notice stand here, once, for both forms: an
 * attribute that was written first wins over a later one of the same name, limits, typed values,
 * the attributes of an exception. A form only stores. Not thread-safe; after {@link #end} no more
 * is kept of the arguments than short texts, to know them again.
 */
public abstract class RecordWriter {
  private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000_000 - 1; // in 2262
  private static final String EVENT_NAME = "otel.event.name";
  static final String STACKTRACE = "exception.stacktrace";

  /** Attributes that {@link #exception} writes at most. */
  private static final int OF_EXCEPTION = 3;

  private static final int INITIAL = 256;
  private static final int KEPT = 16 * 1024;

  private final AttributeNames names = new AttributeNames();
  private RecordLimits limits = RecordLimits.DEFAULT;
  private long timestamp;
  private int severity;
  private int room; // how many attributes there may be so far
  private int dropped;
  private StringBuilder text = new StringBuilder(INITIAL);
  private StackTraces stackTraces; // null before the first exception
  private boolean named;
  private boolean observed;
  private long latest = System.currentTimeMillis() * 1_000_000; // time of what was logged at once

  /** Starts a record of the scope {@code loggerName}; an empty or null name is {@code ROOT}. */
  public final void begin(String loggerName, RecordLimits limits) {
    this.limits = limits;
    names.clear();
    timestamp = 0;
    severity = 0;
    room = limits.attributeCount();
    dropped = 0;
    named = false;
    observed = false;
    boolean root = loggerName == null || loggerName.isEmpty();
    start(root ? "ROOT" : RecordLimits.cut(loggerName, RecordLimits.NAME_LENGTH));
  }

  /** When it happened, in nanoseconds since 1970; negative becomes 0, which means unknown. */
  public final void timestamp(long epochNanos) {
    timestamp = Math.max(0, epochNanos);
    putTimestamp(timestamp);
  }

  /**
   * When it happened, in seconds since 1970 and nanoseconds of that second; what nanoseconds since
   * 1970 cannot tell, before 1970 or after 2262, is unknown.
   */
  public final void timestamp(long epochSeconds, long nanoOfSecond) {
    boolean fits = epochSeconds >= 0 && epochSeconds <= LAST_SECOND;
    timestamp(fits ? epochSeconds * 1_000_000_000 + nanoOfSecond : 0);
  }

  /**
   * When we saw it, in nanoseconds since 1970. A clock of milliseconds will do, if this comes after
   * {@link #timestamp}: it cannot have been before that.
   */
  public final void observedTimestamp(long epochNanos) {
    observed = true;
    putObservedTimestamp(Math.max(timestamp, epochNanos));
  }

  /**
   * Says that the current thread has logged it just now: it is seen when it happens, and no clock
   * is asked. Does nothing where it is older than this writer or than the last of those: then it
   * was kept somewhere, or brings a time of its own.
   */
  public final void observedAtOnce() {
    if (timestamp >= latest) {
      latest = timestamp;
      observedTimestamp(timestamp);
    }
  }

  /** Whether it is known when this record was seen. */
  public final boolean isObserved() {
    return observed;
  }

  /** A severity number of OpenTelemetry's, 1 to 24, and the framework's own name of the level. */
  public final void severity(int number, String text) {
    severity = number;
    putSeverity(number, text == null ? "" : RecordLimits.cut(text, RecordLimits.NAME_LENGTH));
  }

  /** The severity number of the record so far, 0 where it was not written. */
  public final int severity() {
    return severity;
  }

  /** The formatted message; null is an absent body. */
  public final void body(String text) {
    if (text != null) {
      putBody(RecordLimits.cut(text, RecordLimits.BODY_LENGTH));
    }
  }

  /** The message that a template makes with these arguments. */
  public final void body(MessageTemplate template, Object[] arguments, WholeNumbers numbers) {
    if (!putBody(template, arguments, numbers)) {
      body(template.format(arguments, numbers));
    }
  }

  /** An empty text for {@link #body(StringBuilder)}, which is used again for the next record. */
  public final StringBuilder text() {
    if (text.capacity() > KEPT) {
      text = new StringBuilder(INITIAL); // one huge text must not hold its memory for ever
    }
    text.setLength(0);
    return text;
  }

  /** The formatted message. */
  public final void body(StringBuilder text) {
    if (text.length() > RecordLimits.BODY_LENGTH) {
      body(text.toString());
    } else {
      putBody(text);
    }
  }

  /** The event's name, {@code otel.event.name} of the event's attributes. */
  public final void eventName(String name) {
    if (name != null && !name.isEmpty()) {
      putEventName(RecordLimits.cut(name, RecordLimits.NAME_LENGTH));
    }
  }

  /** The context whose span the record belongs to; without this call it belongs to none. */
  public final void context(Context context) {
    putContext(context);
  }

  public final void attribute(String name, String value) {
    if (value != null && admits(name)) {
      putText(name, limits.cutValue(value));
    }
  }

  public final void attribute(String name, long value) {
    if (admits(name)) {
      putLong(name, value);
    }
  }

  public final void attribute(String name, double value) {
    if (admits(name)) {
      putDouble(name, value);
    }
  }

  public final void attribute(String name, boolean value) {
    if (admits(name)) {
      putBoolean(name, value);
    }
  }

  /**
   * Writes a value by its own type: numbers and truth values as such, arrays, collections and maps
   * as arrays and key-value lists, everything else as its text. Null is skipped.
   */
  public final void attribute(String name, Object value) {
    if (value instanceof String text) {
      attribute(name, text);
    } else if (value instanceof Long || value instanceof Integer) {
      attribute(name, ((Number) value).longValue());
    } else if (value instanceof Boolean truth) {
      attribute(name, truth.booleanValue());
    } else if (value instanceof Double number) {
      attribute(name, number.doubleValue());
    } else if (value != null && admits(name)) {
      Value<?> typed = Values.of(value, limits);
      switch (typed.getType()) {
        case STRING -> putText(name, (String) typed.getValue());
        case LONG -> putLong(name, (Long) typed.getValue());
        case DOUBLE -> putDouble(name, (Double) typed.getValue());
        default -> putValue(name, typed);
      }
    }
  }

  /**
   * Writes what an application gave with the event, typed: an attribute, or the event's name where
   * the key is {@code otel.event.name}. The first one wins.
   */
  public final void field(String key, Object value) {
    if (!EVENT_NAME.equals(key)) {
      attribute(key, value);
    } else if (value != null && !named) {
      named = true;
      eventName(Texts.of(value));
    }
  }

  /**
   * Says that {@link #exception} comes, so that the attributes before it leave room for its own.
   * One of the same name wins all the same.
   */
  public final void exceptionFollows() {
    room = Math.max(0, limits.attributeCount() - OF_EXCEPTION);
    hold(true);
  }

  private void takeRoomOfException() {
    room = limits.attributeCount();
    hold(false);
  }

  /** Writes {@code exception.type}, {@code .message} and {@code .stacktrace}. */
  public final void exception(Thrown thrown) {
    takeRoomOfException();
    Throwable throwable = thrown.throwable();
    attribute("exception.type", throwable.getClass().getName());
    attribute("exception.message", Texts.message(throwable));
    if (admits(STACKTRACE)) {
      stackTraces = stackTraces == null ? new StackTraces() : stackTraces;
      putStackTrace(stackTraces, thrown, limits);
    }
  }

  /** As {@link #exception(Thrown)}, of a throwable that nobody has copied; null for none. */
  public final void exception(Throwable throwable) {
    if (throwable != null) {
      exception(Thrown.of(throwable, null));
    }
  }

  /** As {@link #exception(Thrown)}, for a framework that has no {@link Throwable} any more. */
  public final void exception(String type, String message, String stacktrace) {
    takeRoomOfException();
    attribute("exception.type", type);
    attribute("exception.message", message);
    attribute(STACKTRACE, stacktrace);
  }

  /** Ends the record and hands it on; false where it was not accepted. */
  public final boolean end() {
    return finish(dropped);
  }

  private boolean admits(String name) {
    if (name == null || name.isEmpty() || !names.add(name)) {
      return false;
    }
    if (names.size() - dropped > room) {
      dropped++;
      return false;
    }
    return true;
  }

  abstract void start(String scopeName);

  /** Whether the attributes that come now are to stand behind those that come after. */
  abstract void hold(boolean held);

  abstract void putTimestamp(long epochNanos);

  abstract void putObservedTimestamp(long epochNanos);

  abstract void putSeverity(int number, String text);

  abstract void putBody(String text);

  abstract void putBody(StringBuilder text);

  /** False where it was not written, because it may be too long or only a text will do. */
  abstract boolean putBody(MessageTemplate template, Object[] arguments, WholeNumbers numbers);

  abstract void putEventName(String name);

  abstract void putContext(Context context);

  abstract void putText(String name, String value);

  abstract void putStackTrace(StackTraces traces, Thrown thrown, RecordLimits limits);

  abstract void putLong(String name, long value);

  abstract void putDouble(String name, double value);

  abstract void putBoolean(String name, boolean value);

  abstract void putValue(String name, Value<?> value);

  abstract boolean finish(int droppedAttributes);
}
