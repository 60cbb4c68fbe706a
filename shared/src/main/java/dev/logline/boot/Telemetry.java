package dev.logline.boot;

import dev.logline.LoglineOptions;
import dev.logline.LoglineStatus;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.PipelineThread;
import dev.logline.diagnose.StatusBoard;
import dev.logline.diagnose.StatusPort;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.Map;

/**
 * The one telemetry of the process: who holds the pipeline, when it begins and ends, and what
 * becomes of the global OpenTelemetry.
 */
public final class Telemetry {
  /** How long a pipeline that nobody holds waits for a next appender, as a reset brings one. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration LONGEST_FLUSH = Duration.ofDays(1);

  private static volatile Pipeline pipeline; // this and the following are guarded by the class
  private static int holders;
  private static long unheldSince;
  private static boolean started; // by Logline.start, which holds until shutdown
  private static OpenTelemetry adopted;
  private static Ending ending;
  private static volatile Ledger ended =
      new Ledger(Clock.getDefault()); // of the pipeline before, for the status

  private Telemetry() {}

  /** Begins the pipeline, or joins it and says through {@code port} which options come too late. */
  static synchronized Pipeline acquire(LoglineOptions options, StatusPort port) {
    if (pipeline == null) {
      begin(options, port);
    } else {
      pipeline.status().add(port);
      sayConflicts(options, port);
    }
    holders++;
    return pipeline;
  }

  private static void begin(LoglineOptions options, StatusPort port) {
    StatusBoard status = new StatusBoard();
    status.add(port);
    Settings settings = new Settings(options);
    Pipeline begun = new Pipeline(settings, status, Clock.getDefault());
    pipeline = begun;
    ending = new Ending(begun);
    ending.arm();
    boolean awaitsGlobal = settings.export().equals("global"); // the application's, not ours
    if (!settings.global().equals("never") && !awaitsGlobal && !JavaAgent.isPresent()) {
      GlobalSwitch.turnOn();
    } else {
      GlobalSwitch.turnOff(); // as it is: at the end its class may not be found any more
    }
    begun.start();
    new PipelineThread("logline-boot", new Boot(begun)).start();
  }

  private static void sayConflicts(LoglineOptions options, StatusPort port) {
    LoglineOptions first = pipeline.settings().options();
    for (Map.Entry<String, String> option : options.asMap().entrySet()) {
      String name = option.getKey();
      if (!option.getValue().equals(first.get(name))) {
        String had = first.get(name) == null ? "not set" : "'" + first.printable(name) + "'";
        port.error(
            "option "
                + name
                + ": '"
                + options.printable(name)
                + "' has no effect, because the one"
                + " telemetry of this process was started with "
                + name
                + " "
                + had
                + "; give both appenders the same value");
      }
    }
  }

  /**
   * The pipeline that runs now, for one whose own was shut down; that one again where none does.
   */
  static synchronized Pipeline rejoin(Pipeline stopped, StatusPort port) {
    if (pipeline == null || pipeline == stopped) {
      return stopped;
    }
    pipeline.status().add(port);
    holders++;
    return pipeline;
  }

  static synchronized void release(Pipeline held, StatusPort port) {
    held.status().remove(port);
    if (held == pipeline && --holders == 0) {
      unheldSince = System.nanoTime();
      held.wake();
    }
  }

  /**
   * Ends the pipeline when nobody has held it for a while and it is empty, or cannot become so.
   *
   * @return nanoseconds until it is worth asking again
   */
  static long closeIfUnused(Pipeline candidate) {
    synchronized (Telemetry.class) {
      if (candidate != pipeline || holders > 0 || candidate.hasSignals()) {
        return Long.MAX_VALUE;
      }
      long unheld = System.nanoTime() - unheldSince;
      long patience = GRACE.plus(candidate.settings().options().flushTimeout()).toNanos();
      if (unheld < GRACE.toNanos() || (unheld < patience && !candidate.isIdle())) {
        return Duration.ofMillis(500).toNanos();
      }
      forget();
    }
    Ending.stop(candidate);
    return 0;
  }

  private static void forget() {
    ended = pipeline.ledger();
    pipeline = null;
    holders = 0;
    started = false;
    GlobalSwitch.turnOff();
    ending.disarm();
  }

  /** Begins the pipeline, or joins it, and holds it until {@link #shutdown}. */
  public static synchronized void start(LoglineOptions options) {
    StatusPort port = new StderrStatus();
    if (started) {
      sayConflicts(options, port);
      return;
    }
    acquire(options, port);
    started = true;
  }

  static synchronized OpenTelemetry adopted() {
    return adopted;
  }

  /** Makes the application's OpenTelemetry the one that records go through. */
  public static void adopt(OpenTelemetry openTelemetry) {
    Pipeline running = pipeline;
    if (running != null && openTelemetry != null && running.signals().isOurs(openTelemetry)) {
      running.status().info("The OpenTelemetry to adopt is Logline's own; nothing changes");
      return;
    }
    synchronized (Telemetry.class) {
      adopted = openTelemetry;
      if (pipeline == null || openTelemetry == null) {
        return;
      }
      GlobalSwitch.turnOff();
      if (Boot.mayAdopt(pipeline.settings())) {
        pipeline.routing().lead(openTelemetry.getLogsBridge(), "an adopted OpenTelemetry");
        return;
      }
    }
    running = pipeline;
    if (running != null) {
      running
          .status()
          .info(
              "The adopted OpenTelemetry does not get the log records, because a backend for them"
                  + " is named; set export=\"global\" to send them through it");
    }
  }

  /** Routes a pipeline as its boot found, unless an OpenTelemetry was adopted meanwhile. */
  static synchronized void booted(Pipeline booted, Runnable route) {
    if (adopted == null || !Boot.mayAdopt(booted.settings())) {
      route.run();
    } else if (!booted.routing().current().isForeign()) {
      booted.routing().lead(adopted.getLogsBridge(), "an adopted OpenTelemetry");
    }
  }

  /**
   * All three signals: the application's own where there is one, else ours, booted by this call.
   */
  public static OpenTelemetry openTelemetry() {
    OpenTelemetry applications = adopted();
    if (applications != null) {
      return applications;
    }
    Signals signals = startedPipeline().signals();
    boolean never =
        signals.settings().global().equals("never") || signals.settings().export().equals("global");
    // Not under our lock: get() boots under one of its own, and what boots may log and come here.
    if (never && !GlobalOpenTelemetry.isSet()) {
      return signals.bootPrivately();
    }
    OpenTelemetry global = GlobalOpenTelemetry.get(); // boots ours: the switch is on
    boolean noop = global.getTracerProvider() == TracerProvider.noop();
    return noop ? signals.bootPrivately() : global;
  }

  private static synchronized Pipeline startedPipeline() {
    if (pipeline == null) {
      start(LoglineOptions.none());
    }
    return pipeline;
  }

  /** The running pipeline, for the customizer of the SDK that our switch caused; else null. */
  static Pipeline switchedOn() {
    return GlobalSwitch.isOurs() ? pipeline : null;
  }

  /** Whether all signals reached the backend, or were counted as lost, within {@code timeout}. */
  public static boolean flush(Duration timeout) {
    Pipeline running = pipeline;
    if (running == null) {
      return true;
    }
    Duration bound = timeout.compareTo(LONGEST_FLUSH) > 0 ? LONGEST_FLUSH : timeout;
    long deadline = System.nanoTime() + bound.toNanos();
    CompletableResultCode signals = running.signals().flush();
    boolean logs = running.flush(bound);
    Uninterrupted.await(signals, deadline);
    return logs && signals.isDone();
  }

  /** Flushes within the flush timeout and ends the pipeline, whoever holds it. */
  public static void shutdown() {
    Pipeline last = pipeline;
    if (last == null) {
      return;
    }
    Ending.flush(last);
    synchronized (Telemetry.class) {
      if (last == pipeline) {
        forget();
      }
    }
    Ending.stop(last);
  }

  /**
   * Delivers what can be within the flush timeout, and closes all connections and files; records
   * that come wait for {@link #resume}.
   */
  static void suspend() {
    Pipeline running = pipeline;
    if (running != null) {
      Duration timeout = running.settings().options().flushTimeout();
      flush(timeout);
      running.suspend(timeout);
      running.signals().releaseConnections();
    }
  }

  /** Goes on as a process of its own. */
  static void resume() {
    InstanceId.renew();
    Pipeline running = pipeline;
    if (running != null) {
      running.resume();
    }
  }

  /** As the running telemetry was told, or the environment where none runs. */
  public static boolean isNetworkCaptured() {
    Pipeline running = pipeline;
    return Settings.captureNetwork(
        running == null ? LoglineOptions.none() : running.settings().options());
  }

  private static String globalText(Pipeline running) {
    boolean foreign =
        GlobalOpenTelemetry.isSet()
            && !running.signals().isBooted()
            && running.routing().current().transport() != null
            && GlobalOpenTelemetry.get().getTracerProvider() != TracerProvider.noop();
    return foreign ? "; the application has set a global OpenTelemetry of its own" : "";
  }

  /** What is and was, as a value. */
  public static LoglineStatus status() {
    Pipeline running = pipeline;
    return running == null ? Snapshot.ofEnded(ended) : Snapshot.of(running, globalText(running));
  }
}
