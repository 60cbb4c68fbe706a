package dev.logline.boot;

import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossReason;
import dev.logline.diagnose.PipelineThread;
import dev.logline.diagnose.StatusBoard;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Buffer, shipper and the way that records go: from the log call to the end of the process. */
final class Pipeline {
  private final Ledger ledger;
  private final Wakeup wakeup = new Wakeup();
  private final Settings settings;
  private final StatusBoard status;
  private final RecordBuffer buffer;
  private final Shipping shipping;
  private final LastCalls lastCalls;
  private final Entrance entrance;
  private final Routing routing;
  private Signals signals; // null until the boot asks for it

  private final CountDownLatch booted = new CountDownLatch(1);
  private final List<Runnable> reports = new ArrayList<>(); // this and the next are guarded by this
  private final List<Runnable> endings = new ArrayList<>();

  private volatile boolean stopped;
  private volatile boolean suspended;

  Pipeline(Settings settings, StatusBoard status, Clock clock) {
    this.ledger = new Ledger(clock);
    this.settings = settings;
    this.status = status;
    Losses losses = new Losses(ledger, wakeup);
    this.buffer = Buffers.open(settings, wakeup, clock, status, losses);
    this.shipping = new Shipping(this, buffer, wakeup, clock);
    this.lastCalls = new LastCalls(this, shipping);
    this.entrance =
        new Entrance(buffer, java.time.Clock.systemUTC(), ledger, losses, status, lastCalls);
    this.routing = new Routing(buffer, shipping, status);
  }

  void start() {
    shipping.start();
  }

  /** Writes one event; whatever goes wrong is counted, and nothing is thrown. */
  <E> void write(String loggerName, E event, EventMapper<E> mapper) {
    WriterPool pool = routing.current().writers();
    if (pool == null) {
      return;
    }
    if (stopped) {
      ledger.refused(LossReason.SHUTDOWN, 0); // encoding it, to know more, would cost as before
      lastCalls.awaitEnd();
      return;
    }
    entrance.write(loggerName, event, mapper, pool);
  }

  /** A record that shipping itself has caused. */
  void holdBack() {
    ledger.suppressed();
  }

  /** Takes a record that an SDK of ours made. */
  void offer(LogRecordData record) {
    if (stopped) {
      ledger.refused(LossReason.SHUTDOWN, record.getSeverity().getSeverityNumber());
    } else {
      entrance.offer(record);
      lastCalls.countIfLate();
    }
  }

  /** Completes when all that was logged before is accepted by the backend, or counted as lost. */
  CompletableFuture<Void> flush() {
    return shipping.shipper().flush();
  }

  /** Whether everything logged before is delivered, or counted, within {@code timeout}. */
  boolean flush(Duration timeout) {
    Route route = routing.current();
    if (route.isHopeless()) {
      return shipping.shipper().isIdle();
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    SdkLoggerProvider loggers = route.ownLoggers();
    if (!awaitFlush(deadline)) {
      return false;
    }
    if (loggers == null) {
      return true;
    }
    // An SDK of ours may hold records in processors of others; what it lets go comes to the buffer.
    Uninterrupted.await(loggers.forceFlush(), deadline);
    return awaitFlush(deadline);
  }

  private boolean awaitFlush(long deadline) {
    return Uninterrupted.await(flush(), deadline);
  }

  private void awaitBoot(long deadline) {
    try {
      boolean unused = booted.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that the boot is over, however it ended. */
  void booted() {
    synchronized (this) {
      booted.countDown();
    }
    reports.forEach(this::startReport); // none comes any more
    reports.clear();
  }

  /** Runs {@code report} on a thread of ours when the boot is over, or now if it is. */
  void afterBoot(Runnable report) {
    synchronized (this) {
      if (booted.getCount() > 0) {
        reports.add(report);
        return;
      }
    }
    startReport(report);
  }

  private void startReport(Runnable report) {
    try {
      new PipelineThread("logline-report", report).start();
    } catch (Throwable e) { // such as too many threads, which is no reason to fail a start
      status.info("What levels and options keep back is not reported: " + e);
    }
  }

  /**
   * Closes what connections and files there are, within {@code timeout}. What is logged until
   * {@link #resume} waits on the heap.
   */
  void suspend(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    awaitBoot(deadline); // what it opens is not to come after this
    if (stopped) {
      return;
    }
    Route before = routing.letGo();
    boolean unused = before.isOpen() && Uninterrupted.await(shipping.shipper().suspend(), deadline);
    Uninterrupted.await(before.close(), deadline);
    suspended = before.isOpen();
  }

  /** Goes on as another process would: with other files, and connections of another boot. */
  void resume() {
    if (!suspended) {
      return;
    }
    suspended = false;
    try {
      buffer.resume();
    } catch (IOException | RuntimeException e) {
      status.error(
          "option spool: '"
              + settings.spool().directory()
              + "' cannot be used any more, records wait in memory and do not survive the process: "
              + e);
    }
    new PipelineThread("logline-boot", new Boot(this)::again).start();
  }

  /** From now on nothing lingers. */
  void hurry() {
    shipping.shipper().hurry();
  }

  /**
   * From now on a log call returns when its record is delivered, or cannot be.
   *
   * @param deliverable whether that may be expected; else no call waits
   */
  void exiting(boolean deliverable) {
    lastCalls.exiting(deliverable);
    hurry();
  }

  /** The process is gone at that time of {@link System#nanoTime}, or shortly after it. */
  void endsAt(long nanoTime) {
    lastCalls.endsAt(nanoTime);
  }

  /** Nothing comes after the next flush. */
  void conclude() {
    shipping.shipper().conclude();
  }

  /** Runs {@code ending}, which never throws, when this pipeline stops, or now if it has. */
  void atEnd(Runnable ending) {
    synchronized (this) {
      if (!stopped) {
        endings.add(ending);
        return;
      }
    }
    ending.run();
  }

  boolean isStopped() {
    return stopped;
  }

  boolean isIdle() {
    return shipping.shipper().isIdle();
  }

  void wake() {
    wakeup.wake();
  }

  /** The spool's directory, or null where records wait in memory. */
  String spoolText() {
    return buffer.keeps() ? settings.spool().directory().toString() : null;
  }

  /** Whether all that waits is kept for the next run. */
  boolean isDurable() {
    return buffer.isDurable();
  }

  /**
   * Ends the shipper, and counts what it still held.
   *
   * @return the records that were lost by it
   */
  long stop() {
    synchronized (this) {
      if (stopped) {
        return 0;
      }
      stopped = true;
    }
    endings.forEach(Runnable::run); // none comes any more
    wakeup.wake();
    shipping.awaitEnd();
    return abandon();
  }

  /**
   * Counts what is left as lost, and tells how much that is; also where classes are missing,
   * because a container closed their loader before the boot was over.
   */
  private long abandon() {
    long lostBefore = ledger.lostCount();
    try {
      Route last = routing.current();
      if (last.isOpen()) {
        CompletableResultCode unused = last.close();
      }
      return shipping.shipper().abandon();
    } catch (LinkageError e) {
      buffer.close();
      ledger.lost(LossReason.SHUTDOWN, 0, buffer.isDurable() ? 0 : ledger.waitingCount());
      return ledger.lostCount() - lostBefore; // some may have been counted before that
    }
  }

  Settings settings() {
    return settings;
  }

  Routing routing() {
    return routing;
  }

  StatusBoard status() {
    return status;
  }

  /** Whether the SDK of all signals was booted. */
  synchronized boolean hasSignals() {
    return signals != null && signals.isBooted();
  }

  synchronized Signals signals() {
    if (signals == null) {
      signals = new Signals(this, settings, status);
    }
    return signals;
  }

  Ledger ledger() {
    return ledger;
  }

  RecordBuffer buffer() {
    return buffer;
  }

  Instant unreachedSince() {
    return shipping.shipper().unreachedSince();
  }
}
