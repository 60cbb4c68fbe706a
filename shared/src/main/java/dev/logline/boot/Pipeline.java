package dev.logline.boot;

import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossReason;
import dev.logline.diagnose.PipelineThread;
import dev.logline.diagnose.StatusBoard;
import dev.logline.ship.Shipper;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Buffer, shipper and the way that records go: from the log call to the end of the process. */
final class Pipeline {
  private final Ledger ledger;
  private final Wakeup wakeup = new Wakeup();
  private final Settings settings;
  private final StatusBoard status;
  private final RecordBuffer buffer;
  private final Entrance entrance;
  private final Shipper shipper;
  private final Thread shipperThread;
  private Signals signals; // null until the boot asks for it
  private final Routing routing;

  private final CompletableFuture<Void> booted = new CompletableFuture<>();

  private final List<Runnable> endings = new ArrayList<>(); // guarded by this

  private volatile boolean stopped;
  private volatile boolean exiting;
  private volatile boolean undeliverable; // once exiting
  private volatile boolean suspended;
  private volatile long endsAt = System.nanoTime(); // unknown as long as it is in the past

  Pipeline(Settings settings, StatusBoard status, Clock clock, RandomGenerator random) {
    this.ledger = new Ledger(clock);
    this.settings = settings;
    this.status = status;
    this.buffer = Buffers.open(settings, wakeup, clock, status, this::evict, this::missInSpool);
    this.entrance =
        new Entrance(buffer, wakeup, System::currentTimeMillis, ledger, status, this::entered);
    this.shipper = new Shipper(buffer, wakeup, clock, random, ledger, status);
    this.routing = new Routing(buffer, shipper, status);
    this.shipperThread = new PipelineThread("logline-shipper", this::ship);
  }

  void start() {
    shipperThread.start();
  }

  private void ship() {
    while (!stopped) {
      try {
        shipper.run(Telemetry.closeIfUnused(this));
      } catch (Throwable e) {
        sayMet(e);
        LockSupport.parkNanos(100_000_000); // an error that repeats must not become a hot loop
      }
    }
  }

  /** Nothing that happens here may end the thread. */
  private void sayMet(Throwable e) {
    try {
      status.error("The shipper met an error and goes on: " + e.getClass().getName());
    } catch (Throwable again) {
      ledger.suppressed();
    }
  }

  /** Writes one event; whatever goes wrong is counted, and nothing is thrown. */
  <E> void write(String loggerName, E event, EventMapper<E> mapper) {
    WriterPool pool = routing.current().writers();
    if (pool == null) {
      return;
    }
    if (stopped) {
      ledger.refused(LossReason.SHUTDOWN, 0); // encoding it, to know more, would cost as before
      awaitEnd();
      return;
    }
    entrance.write(loggerName, event, mapper, pool);
  }

  private void entered() {
    countIfLate();
    if (exiting) {
      awaitDelivery();
    }
  }

  /** Counts a record that made room for another. */
  private void evict(int severity) {
    ledger.lost(LossReason.QUEUE_FULL, severity);
    entrance.letItBeSaid();
  }

  /** Counts records of earlier runs that could not be read. */
  private void missInSpool(int records) {
    ledger.refused(LossReason.SPOOL_DAMAGED, 0, records);
    entrance.letItBeSaid();
  }

  /** A record that an appender recognised as one that would log itself without end. */
  void holdBackRecursive() {
    entrance.holdBackRecursive();
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
      countIfLate();
    }
  }

  /** Completes when all that was logged before is accepted by the backend, or counted as lost. */
  CompletableFuture<Void> flush() {
    return shipper.flush();
  }

  /** Whether everything logged before is delivered, or counted, within {@code timeout}. */
  boolean flush(Duration timeout) {
    Route route = routing.current();
    if (route.isHopeless()) {
      return shipper.isIdle();
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
    loggers.forceFlush().join(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    return awaitFlush(deadline);
  }

  private boolean awaitFlush(long deadline) {
    return await(flush(), deadline);
  }

  private static boolean await(CompletableFuture<?> task, long deadline) {
    try {
      task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Says that the boot is over, however it ended. */
  void booted() {
    booted.complete(null);
  }

  void afterBoot(Runnable task) {
    CompletableFuture<Void> unused =
        booted.thenRunAsync(task, work -> new PipelineThread("logline-report", work).start());
  }

  /**
   * Closes what connections and files there are, within {@code timeout}. What is logged until
   * {@link #resume} waits on the heap.
   */
  void suspend(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    await(booted, deadline); // what it opens is not to come after this
    if (stopped) {
      return;
    }
    Route before = routing.letGo();
    await(before.isOpen() ? shipper.suspend() : CompletableFuture.completedFuture(null), deadline);
    before.close().join(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
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
    shipper.hurry();
  }

  /**
   * From now on a log call returns when its record is delivered, or cannot be.
   *
   * @param deliverable whether that may be expected; else no call waits
   */
  void exiting(boolean deliverable) {
    undeliverable = !deliverable;
    exiting = true;
    hurry();
  }

  /** The process is gone at that time of {@link System#nanoTime}, or shortly after it. */
  void endsAt(long nanoTime) {
    endsAt = nanoTime;
  }

  /** Nothing comes after the next flush. */
  void conclude() {
    shipper.conclude();
  }

  /** While the process ends: as long as that works, no record is left to a thread that may stop. */
  private void awaitDelivery() {
    if (!undeliverable && !(Thread.currentThread() instanceof PipelineThread)) {
      undeliverable = !flush(settings.options().flushTimeout());
    }
  }

  /** A record that was taken while the pipeline stopped is one of those that were lost by that. */
  private void countIfLate() {
    if (stopped && !shipperThread.isAlive()) {
      shipper.abandon();
      awaitEnd();
    }
  }

  /** A call that comes after the last word of what was lost does not return before the end. */
  private void awaitEnd() {
    while (exiting
        && endsAt - System.nanoTime() > 0
        && !(Thread.currentThread() instanceof PipelineThread)) {
      LockSupport.parkNanos(Math.max(1, endsAt - System.nanoTime()));
      if (Thread.interrupted()) { // which would else make this a hot loop
        Thread.currentThread().interrupt();
        return;
      }
    }
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
    return shipper.isIdle();
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
    if (Thread.currentThread() != shipperThread) {
      try {
        shipperThread.join(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    CompletableResultCode unused = routing.current().close();
    return shipper.abandon();
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
    return shipper.unreachedSince();
  }
}
