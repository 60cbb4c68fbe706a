package dev.logline.jul;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * A filter that lets everything through and remembers the span in which it was logged: for handlers
 * that pass records on to an {@link OtlpHandler} later, or on another thread.
 *
 * <p>{@link java.util.logging.MemoryHandler}s get one by themselves, a moment after they are there.
 * It is set by hand for a handler of an application's own, or where a span must not be missing from
 * the very first records: {@code java.util.logging.MemoryHandler.filter =
 * dev.logline.jul.TraceFilter}.
 */
public final class TraceFilter implements Filter {
  private static final int REMEMBERED = 65_536;

  /** Older than this, a record may come from a handler that kept it. */
  private static final long FRESH_NANOS = 50_000;

  /** Of so many records one looks for such a handler, where there is no span to be mistaken. */
  private static final int LOOK_EVERY = 32;

  // A record is gone from here when nobody holds it any more.
  private static final Map<LogRecord, SpanContext> SPANS = new WeakHashMap<>(); // guarded by itself
  private static volatile boolean inUse;

  private final Filter next; // may be null

  /** A filter that asks no other one. */
  public TraceFilter() {
    this(null);
  }

  /** A filter that lets through what {@code next} does, if that is not null. */
  public TraceFilter(Filter next) {
    this.next = next;
  }

  @Override
  public boolean isLoggable(LogRecord record) {
    if (next != null && !next.isLoggable(record)) {
      return false;
    }
    inUse = true;
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      synchronized (SPANS) {
        if (SPANS.size() < REMEMBERED) {
          SPANS.put(record, span);
        }
      }
    }
    return true;
  }

  /** Whether there is a handler that keeps records. */
  static boolean isInUse() {
    return inUse;
  }

  /** The span a record was logged in; the root where that is not known for sure. */
  static Context contextOf(LogRecord record) {
    if (inUse) {
      SpanContext span;
      synchronized (SPANS) {
        span = SPANS.get(record);
      }
      if (span != null) {
        return Context.root().with(Span.wrap(span));
      }
    }
    if (record.getLongThreadID() != Thread.currentThread().getId()) {
      return Context.root();
    }
    Context current = Context.current();
    if (current == Context.root() && record.getSequenceNumber() % LOOK_EVERY != 0) {
      return current; // the same, whether it was kept or not
    }
    // Looking at the stack costs more than all the rest, so it is done with a reason only.
    if ((inUse || isOld(record)) && MemoryHandlers.areOnStack()) {
      inUse = true;
      MemoryHandlers.watchSoon();
      return Context.root();
    }
    return current;
  }

  private static boolean isOld(LogRecord record) {
    return record.getInstant().isBefore(Instant.now().minusNanos(FRESH_NANOS));
  }
}
