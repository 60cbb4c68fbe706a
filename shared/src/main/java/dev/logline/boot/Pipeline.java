package dev.logline.boot;

import dev.logline.boot.WriterPool.Way;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossReason;
import dev.logline.diagnose.PipelineThread;
import dev.logline.diagnose.StatusBoard;
import dev.logline.logrecord.OtlpRecordWriter;
import dev.logline.logrecord.RecordLimits;
import dev.logline.logrecord.SdkRecordWriter;
import dev.logline.ship.Destination;
import dev.logline.ship.EncodedResource;
import dev.logline.ship.Shipper;
import dev.logline.ship.ShipperSettings;
import dev.logline.ship.Transport;
import io.opentelemetry.api.logs.LoggerProvider;
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

/**
 * Buffer, shipper and destination, and the writers that match them.
 *
 * <p>Writers encode into the buffer until the boot says otherwise: where an SDK must see each
 * record, later ones go straight to it and those in the buffer are played into it.
 */
final class Pipeline {
  private final Ledger ledger;
  private final Wakeup wakeup = new Wakeup();
  private final Settings settings;
  private final StatusBoard status;
  private final RecordBuffer buffer;
  private final Entrance entrance;
  private final Shipper shipper;
  private final Thread shipperThread;
  private final Signals signals;

  private final CompletableFuture<Void> booted = new CompletableFuture<>();

  private final List<Runnable> endings = new ArrayList<>(); // guarded by this

  private volatile Route route; // written under this
  private volatile boolean stopped;
  private volatile boolean exiting;
  private volatile boolean undeliverable; // once exiting
  private volatile boolean suspended;

  Pipeline(Settings settings, StatusBoard status, Clock clock, RandomGenerator random) {
    this.ledger = new Ledger(clock);
    this.settings = settings;
    this.status = status;
    this.buffer = Buffers.open(settings, wakeup, clock, status, this::evict, this::missInSpool);
    this.entrance =
        new Entrance(buffer, wakeup, System::currentTimeMillis, ledger, status, this::entered);
    this.shipper = new Shipper(buffer, wakeup, clock, random, ledger, status);
    this.signals = new Signals(this, settings, status);
    this.route = Route.booting(direct(Settings.environmentLimits()));
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
    WriterPool pool = route.writers();
    if (pool == null) {
      return;
    }
    if (stopped) {
      ledger.refused(LossReason.SHUTDOWN, 0); // encoding it, to know more, would cost as before
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

  /** Records go where this boot found: to the backend, through its SDK, or nowhere. */
  synchronized void route(LogsBoot boot) {
    Transport transport = boot.transport();
    SdkRecordWriter replay = null;
    if (boot.sdk() != null) {
      SdkLoggerProvider loggers = boot.sdk().getSdkLoggerProvider();
      replay = new SdkRecordWriter(loggers);
      String text = "own SDK" + (transport == null ? "" : ", " + boot.endpoint());
      route = new Route(text, through(loggers, Way.OWN_SDK), transport, loggers, false);
    } else if (transport != null) {
      route = new Route(boot.endpoint(), direct(boot.limits()), transport, null, false);
      noteResource(boot.resource());
    } else {
      String why = boot.disabled() ? "OTEL_SDK_DISABLED" : "OTEL_LOGS_EXPORTER=none";
      route = new Route("nowhere: " + why, null, null, null, false);
      status.info("No logs are exported: " + route.text());
    }
    shipper.setDestination(new Destination(transport, boot.resource(), replay), boot.shipping());
  }

  /** So that a later run can ship what this one may leave. */
  private void noteResource(EncodedResource resource) {
    try {
      buffer.noteResource(resource.toBytes());
    } catch (IOException e) {
      status.warn(
          "The resource could not be kept in the spool; if this process is killed, what it leaves"
              + " will be shipped with the configuration's: "
              + e);
    }
  }

  /** Records go through an SDK that is not ours. */
  synchronized void route(LoggerProvider loggers, String whose) {
    if (buffer.keeps()) {
      status.warn("option spool has no effect: records go through " + whose);
    }
    Route before = route;
    route = new Route(whose, through(loggers, Way.FOREIGN_SDK), null, null, false);
    shipper.setDestination(
        Destination.sdk(new SdkRecordWriter(loggers)),
        ShipperSettings.DEFAULT.withLinger(Duration.ZERO)); // the SDK does its own batching
    CompletableResultCode unused = before.close();
  }

  private WriterPool direct(RecordLimits limits) {
    return new WriterPool(() -> new OtlpRecordWriter(buffer), limits, Way.BUFFER);
  }

  private static WriterPool through(LoggerProvider loggers, Way way) {
    return new WriterPool(() -> new SdkRecordWriter(loggers), SdkRecordWriter.LIMITS, way);
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
    Route before;
    synchronized (this) {
      if (stopped) {
        return;
      }
      before = route;
      if (before.isOwn()) {
        route = Route.booting(direct(Settings.environmentLimits()));
      }
    }
    await(before.isOwn() ? shipper.suspend() : CompletableFuture.completedFuture(null), deadline);
    before.close().join(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    suspended = before.isOwn();
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

  /** Records wait for what they shall go through. */
  synchronized void await(String what) {
    route = route.named("booting; records wait for " + what);
  }

  /** Records wait in vain, unless an OpenTelemetry is adopted. */
  synchronized void refused(String why) {
    route = route.hopeless(why);
    buffer.deliveryFailed();
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
    CompletableResultCode unused = route.close();
    return shipper.abandon();
  }

  Settings settings() {
    return settings;
  }

  StatusBoard status() {
    return status;
  }

  Signals signals() {
    return signals;
  }

  Ledger ledger() {
    return ledger;
  }

  RecordBuffer buffer() {
    return buffer;
  }

  /** Whether records go where this boot found. */
  boolean isRouted(LogsBoot boot) {
    return boot.transport() == null ? !isRoutedToSdk() : route.transport() == boot.transport();
  }

  /** Whether records go through an SDK that is not ours. */
  boolean isRoutedToSdk() {
    return route.isForeign();
  }

  /** Whether records go to a backend of our own choosing. */
  boolean isOwn() {
    return route.transport() != null;
  }

  Instant unreachedSince() {
    return shipper.unreachedSince();
  }

  String routeText() {
    return route.text();
  }
}
