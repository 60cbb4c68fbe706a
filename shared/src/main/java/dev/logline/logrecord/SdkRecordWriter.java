package dev.logline.logrecord;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The form that drives the OpenTelemetry Logs API: used where the SDK is not ours, or where
 * something else in ours must see each record. Counting and cutting of attributes is the SDK's.
 */
public final class SdkRecordWriter extends RecordWriter {
  /** What {@link #begin} takes here: the SDK applies its own limits. */
  public static final RecordLimits LIMITS = new RecordLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

  private static final Severity[] SEVERITIES = Severity.values();

  private final LoggerProvider loggers;
  private final List<Consumer<LogRecordBuilder>> held = new ArrayList<>();
  private LogRecordBuilder record;
  private boolean holds;

  public SdkRecordWriter(LoggerProvider loggers) {
    this.loggers = loggers;
  }

  @Override
  void start(String scopeName) {
    record = loggers.get(scopeName).logRecordBuilder();
    record.setContext(Context.root()); // else the builder would take the current one
    held.clear();
    holds = false;
  }

  /** Where the SDK's limit is, it does not tell: what comes first has room. */
  @Override
  void hold(boolean held) {
    holds = held;
  }

  private <T> void put(AttributeKey<T> key, T value) {
    if (holds) {
      held.add(builder -> builder.setAttribute(key, value));
    } else {
      record.setAttribute(key, value);
    }
  }

  @Override
  void putTimestamp(long epochNanos) {
    record.setTimestamp(epochNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  void putObservedTimestamp(long epochNanos) {
    record.setObservedTimestamp(epochNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  void putSeverity(int number, String text) {
    record.setSeverity(SEVERITIES[number]);
    if (!text.isEmpty()) {
      record.setSeverityText(text);
    }
  }

  @Override
  void putBody(String text) {
    record.setBody(text);
  }

  @Override
  boolean putBody(MessageTemplate template, Object[] arguments, WholeNumbers numbers) {
    return false;
  }

  @Override
  void putBody(StringBuilder text) {
    putBody(text.toString());
  }

  @Override
  void putEventName(String name) {
    record.setEventName(name);
  }

  @Override
  void putContext(Context context) {
    record.setContext(context);
  }

  @Override
  void putText(String name, String value) {
    put(AttributeKey.stringKey(name), value);
  }

  @Override
  void putStackTrace(StackTraces traces, Thrown thrown, RecordLimits limits) {
    ProtoWriter text = new ProtoWriter(4 * 1024);
    traces.render(thrown, text, false);
    putText(STACKTRACE, StackTraces.cut(text, 0, limits));
  }

  @Override
  void putLong(String name, long value) {
    put(AttributeKey.longKey(name), value);
  }

  @Override
  void putDouble(String name, double value) {
    put(AttributeKey.doubleKey(name), value);
  }

  @Override
  void putBoolean(String name, boolean value) {
    put(AttributeKey.booleanKey(name), value);
  }

  @Override
  void putValue(String name, Value<?> value) {
    put(AttributeKey.valueKey(name), value);
  }

  @Override
  boolean finish(int droppedAttributes) {
    LogRecordBuilder finished = record;
    record = null; // the pool keeps this writer, not the application's objects
    held.forEach(attribute -> attribute.accept(finished));
    held.clear();
    finished.emit();
    return true;
  }
}
