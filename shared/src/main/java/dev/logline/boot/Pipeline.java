package dev.logline.boot;

import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossReason;
import dev.logline.diagnose.Occasionally;
import dev.logline.diagnose.PipelineThread;
import dev.logline.diagnose.StatusBoard;
import dev.logline.logrecord.OtlpRecordWriter;
import dev.logline.logrecord.RecordLimits;
import dev.logline.logrecord.RecordWriter;
import dev.logline.logrecord.SdkRecordEncoder;
import dev.logline.logrecord.SdkRecordWriter;
import dev.logline.ship.Destination;
import dev.logline.ship.EncodedResource;
import dev.logline.ship.Shipper;
import dev.logline.ship.ShipperSettings;
import dev.logline.ship.Transport;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.sdk.common.Clock;
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
  /** A record that is logged while another is encoded is taken; one within that is not. */
  private static final int DEEPEST_CALL = 2;

  private final Clock clock;
  private final Ledger ledger;
  private final Wakeup wakeup = new Wakeup();
  private final Settings settings;
  private final StatusBoard status;
  private final RecordBuffer buffer;
  private final Shipper shipper;
  private final Thread shipperThread;
  private final Signals signals;

  private final Occasionally encodeErrors = new Occasionally(Duration.ofMinutes(1));
  private final Occasionally losses = new Occasionally(Duration.ofSeconds(1));
  private final Occasionally recursions = new Occasionally(Duration.ofMinutes(1));
  private final CompletableFuture<Void> booted = new CompletableFuture<>();

  private final List<Runnable> endings = new ArrayList<>(); // guarded by this
  private int uncounted; // losses that could not be; a race may cost one of them

  private volatile WriterPool writers; // null: nothing is exported
  private volatile String route = "booting; records wait";
  private volatile Transport transport;
  private volatile SdkLoggerProvider ownLoggers; // null: no SDK of ours sees the records
  private volatile boolean hopeless;
  private volatile boolean foreign;
  private volatile boolean stopped;
  private volatile boolean exiting;
  private volatile boolean undeliverable; // once exiting

  Pipeline(Settings settings, StatusBoard status, Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.ledger = new Ledger(clock);
    this.settings = settings;
    this.status = status;
    this.buffer = Buffers.open(settings, wakeup, clock, status, this::evict, this::missInSpool);
    this.shipper = new Shipper(buffer, wakeup, clock, random, ledger, status);
    this.signals = new Signals(this, settings, status);
    this.writers = direct(Settings.environmentLimits());
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
    WriterPool pool = writers;
    if (pool == null) {
      return;
    }
    if (stopped) {
      ledger.refused(LossReason.SHUTDOWN, 0); // encoding it, to know more, would cost as before
      return;
    }
    WriterPool.Place place = null;
    RecordWriter record = null;
    try {
      place = pool.enter();
      place.depth++;
      if (place.depth > DEEPEST_CALL) {
        holdBackRecursive();
      } else {
        record = pool.writer(place);
        write(loggerName, event, mapper, pool, record);
      }
      pool.leaving(place);
      if (uncounted > 0) {
        countLate();
      }
      if (exiting) {
        awaitDelivery();
      }
    } catch (Throwable e) {
      if (place != null) {
        place.writer = null; // it may be half-written
      }
      try {
        notEncoded(e, record == null ? 0 : record.severity());
        pool.leaving(place);
      } catch (Throwable again) {
        uncounted++; // the stack has no room for a call
      }
    } finally {
      if (place != null && --place.depth == 0) {
        place.owner = null;
      }
    }
  }

  private <E> void write(
      String loggerName, E event, EventMapper<E> mapper, WriterPool pool, RecordWriter record) {
    record.begin(loggerName, pool.limits());
    record.observedTimestamp(clock.now());
    mapper.map(event, record);
    if (!record.end()) {
      refuse(LossReason.QUEUE_FULL, record.severity());
    } else if (pool.isDirect()) {
      ledger.accepted(1);
    } else if (foreign) {
      ledger.accepted(1);
      ledger.handedOver(1);
    } // else the SDK's processor offers it
    countIfLate();
  }

  /** An object that logs while its text is asked for, and asks for its text by that. */
  void holdBackRecursive() {
    ledger.suppressed();
    if (recursions.isDue()) {
      status.warn(
          "A record was held back because it was logged while a record was encoded that was itself"
              + " logged so: a toString() or getMessage() logs its own object. How many is counted"
              + " as held back");
    }
  }

  /** Counts a record that was not taken. */
  private void refuse(LossReason reason, int severity) {
    ledger.refused(reason, severity);
    letItBeSaid();
  }

  /** Counts a record that made room for another. */
  private void evict(int severity) {
    ledger.lost(LossReason.QUEUE_FULL, severity);
    letItBeSaid();
  }

  /** Counts records of earlier runs that could not be read. */
  private void missInSpool(int records) {
    ledger.refused(LossReason.SPOOL_DAMAGED, 0, records);
    letItBeSaid();
  }

  /** In an outage the shipper may sleep for minutes. */
  private void letItBeSaid() {
    if (losses.isDue()) {
      wakeup.wake();
    }
  }

  private void notEncoded(Throwable e, int severity) {
    refuse(LossReason.ENCODE_ERROR, severity);
    boolean outOfMemory = e instanceof VirtualMachineError && !(e instanceof StackOverflowError);
    if (!outOfMemory && encodeErrors.isDue()) {
      try {
        status.warn("A record could not be encoded: " + e.getClass().getName());
      } catch (Throwable again) {
        ledger.suppressed(); // not even that could be said; the loss is counted
      }
    }
  }

  private synchronized void countLate() {
    ledger.refused(LossReason.ENCODE_ERROR, 0, uncounted);
    uncounted = 0;
  }

  /** A record that shipping itself has caused. */
  void holdBack() {
    ledger.suppressed();
  }

  /** Takes a record that an SDK of ours made. */
  void offer(LogRecordData record) {
    int severity = record.getSeverity().getSeverityNumber();
    if (stopped) {
      ledger.refused(LossReason.SHUTDOWN, severity);
    } else {
      SdkRecordEncoder encoder = new SdkRecordEncoder();
      if (encoder.offer(record, buffer)) {
        ledger.accepted(1);
      } else {
        boolean large = encoder.size() > buffer.maxRecordBytes();
        refuse(large ? LossReason.TOO_LARGE : LossReason.QUEUE_FULL, severity);
      }
      countIfLate();
    }
  }

  /** Completes when all that was logged before is accepted by the backend, or counted as lost. */
  CompletableFuture<Void> flush() {
    return shipper.flush();
  }

  /** Whether everything logged before is delivered, or counted, within {@code timeout}. */
  boolean flush(Duration timeout) {
    if (hopeless) {
      return shipper.isIdle();
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    SdkLoggerProvider loggers = ownLoggers;
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
    try {
      flush().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Records go where this boot found: to the backend, through its SDK, or nowhere. */
  void route(LogsBoot boot) {
    transport = boot.transport();
    SdkRecordWriter replay = null;
    if (boot.sdk() != null) {
      SdkLoggerProvider loggers = boot.sdk().getSdkLoggerProvider();
      ownLoggers = loggers;
      replay = new SdkRecordWriter(loggers);
      writers = through(loggers);
      route = "own SDK" + (transport == null ? "" : ", " + boot.endpoint());
    } else if (transport != null) {
      writers = direct(boot.limits());
      route = boot.endpoint();
      noteResource(boot.resource());
    } else {
      writers = null;
      route = boot.disabled() ? "nowhere: OTEL_SDK_DISABLED" : "nowhere: OTEL_LOGS_EXPORTER=none";
      status.info("No logs are exported: " + route);
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
  void route(LoggerProvider loggers, String whose) {
    writers = through(loggers);
    route = whose;
    if (buffer.keeps()) {
      status.warn("option spool has no effect: records go through " + whose);
    }
    hopeless = false;
    foreign = true;
    SdkLoggerProvider unusedLoggers = ownLoggers;
    ownLoggers = null;
    Transport unused = transport;
    shipper.setDestination(
        Destination.sdk(new SdkRecordWriter(loggers)),
        ShipperSettings.DEFAULT.withLinger(Duration.ZERO)); // the SDK does its own batching
    if (unusedLoggers != null) {
      unusedLoggers.shutdown();
    }
    if (unused != null) {
      transport = null;
      unused.close();
    }
  }

  private WriterPool direct(RecordLimits limits) {
    return new WriterPool(() -> new OtlpRecordWriter(buffer), limits, true);
  }

  private static WriterPool through(LoggerProvider loggers) {
    return new WriterPool(() -> new SdkRecordWriter(loggers), SdkRecordWriter.LIMITS, false);
  }

  /** Says that the boot is over, however it ended. */
  void booted() {
    booted.complete(null);
  }

  void afterBoot(Runnable task) {
    CompletableFuture<Void> unused =
        booted.thenRunAsync(task, work -> new PipelineThread("logline-report", work).start());
  }

  /** Records wait for what they shall go through. */
  void await(String what) {
    route = "booting; records wait for " + what;
  }

  /** Records wait in vain, unless an OpenTelemetry is adopted. */
  void refused(String why) {
    route = "nowhere: " + why + "; records wait";
    hopeless = true;
  }

  /** From now on a log call returns when its record is delivered, or cannot be. */
  void exiting() {
    exiting = true;
    shipper.hurry();
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
    SdkLoggerProvider loggers = ownLoggers;
    if (loggers != null) {
      loggers.shutdown();
    }
    Transport used = transport;
    if (used != null) {
      used.close();
    }
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
    return boot.transport() == null ? !isRoutedToSdk() : transport == boot.transport();
  }

  /** Whether records go through an SDK that is not ours. */
  boolean isRoutedToSdk() {
    return foreign;
  }

  /** Whether records go to a backend of our own choosing. */
  boolean isOwn() {
    return transport != null;
  }

  Instant unreachedSince() {
    return shipper.unreachedSince();
  }

  String routeText() {
    return route;
  }
}
