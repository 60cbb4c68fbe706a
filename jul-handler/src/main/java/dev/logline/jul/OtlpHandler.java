package dev.logline.jul;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.boot.Intake;
import dev.logline.boot.ProcessEnd;
import dev.logline.diagnose.FeedbackGuard;
import dev.logline.diagnose.PipelineThread;
import dev.logline.diagnose.StatusPort;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Carries what java.util.logging logs to an OpenTelemetry backend.
 *
 * <pre>{@code
 * handlers = dev.logline.jul.OtlpHandler
 * }</pre>
 *
 * <p>Options are properties {@code dev.logline.jul.OtlpHandler.<option>}, and every one may be left
 * out: those of {@link LoglineOptions}, and
 *
 * <ul>
 *   <li>{@code level}: the lowest level that is taken; all by default
 *   <li>{@code filter}: the class of a {@link java.util.logging.Filter}; none by default. A record
 *       whose filter throws is taken.
 *   <li>{@code formatter}: the class of a {@link java.util.logging.Formatter} whose text becomes
 *       the body, without its last line break; by default the body is the message alone, localized
 *       and with its parameters
 *   <li>{@code rootLevel}: sets the level of the root logger when the handler is made; left as it
 *       is by default. {@link java.util.logging.LogManager} makes it for the first record that a
 *       logger lets through, so that {@code .level} is what holds from the start.
 *   <li>{@code levelMapping}: severities of levels, over the table's: {@code FINE=DEBUG,AUDIT=17}
 *   <li>{@code threadId}: whether records carry {@code thread.id}; they do not by default
 * </ul>
 *
 * <p>An option that does not make sense is said on stderr and ignored. The telemetry starts with
 * the first record that is taken: {@link java.util.logging.LogManager} makes its handlers while it
 * holds a lock that other threads need to log.
 *
 * <p>While the process ends the handler stays where it is, although {@code LogManager} removes and
 * closes all handlers then: what shutdown hooks log still arrives.
 */
public final class OtlpHandler extends Handler {
  private final StatusPort status = new JulStatus(this);
  private final HandlerOptions options;
  private final RecordMapper mapper;
  private final Residence residence = new Residence(this);
  private final AtomicReference<Intake<LogRecord>> intake = new AtomicReference<>();
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile boolean closed;

  /** A handler with the options that the properties of {@code LogManager} have. */
  public OtlpHandler() {
    this(LoglineOptions.none());
    MemoryHandlers.watchTheOneThatMakesThis();
  }

  private OtlpHandler(LoglineOptions fromCode) {
    options = HandlerOptions.read(fromCode, status);
    HandlerOptions.sayUnknown(status);
    setLevel(options.level());
    setFilter(options.filter());
    if (options.formatter() != null) {
      setFormatter(options.formatter());
    }
    mapper = new RecordMapper(new Body(this), options.severities(), options.threadId());
    if (options.rootLevel() != null) {
      Logger.getLogger("").setLevel(options.rootLevel());
    }
  }

  /**
   * Adds a handler to the root logger, started, in place of one that is there; for programs whose
   * classes {@code LogManager} does not see, such as those in a fat jar. Options given here win
   * over the properties of {@code LogManager}.
   */
  public static OtlpHandler install(LoglineOptions options) {
    Logger root = Logger.getLogger("");
    Handler[] present = root.getHandlers();
    OtlpHandler handler = new OtlpHandler(options);
    root.addHandler(handler);
    handler.open();
    for (Handler other : present) {
      if (other instanceof OtlpHandler) {
        root.removeHandler(other);
        other.close();
      }
    }
    return handler;
  }

  /** Takes a record, on the thread that logged or behind it; throws nothing. */
  @Override
  public void publish(LogRecord record) {
    try {
      if (record == null || !accepts(record)) {
        return;
      }
      Intake<LogRecord> open = intake.get();
      if (open == null) {
        if (FeedbackGuard.holdsBack(record.getLoggerName())) {
          return; // what shipping causes is no reason to start
        }
        open = open();
      }
      open.accept(record.getLoggerName(), record);
    } catch (Throwable e) {
      failed("a record could not be taken", e, ErrorManager.GENERIC_FAILURE);
    }
  }

  private boolean accepts(LogRecord record) {
    try {
      return isLoggable(record);
    } catch (Throwable e) {
      failed("the filter failed; the record is taken", e, ErrorManager.GENERIC_FAILURE);
      return true;
    }
  }

  /** Reports to the error manager, and throws nothing whatever that does. */
  void failed(String what, Throwable e, int code) {
    try {
      reportError("Logline: " + what, e instanceof Exception x ? x : new Exception(e), code);
    } catch (Throwable again) {
      return; // not even that could be said
    }
  }

  private Intake<LogRecord> open() {
    // Without a lock: whoever holds the telemetry's may be logging through this handler.
    String instrumentation = agentInstrumentation(LogManager.getLogManager());
    Intake<LogRecord> mine = Intake.open(options.telemetry(), status, instrumentation, mapper);
    if (!intake.compareAndSet(null, mine)) {
      mine.close();
      return intake.get();
    }
    residence.look();
    mine.afterBoot(new Survey(mine.status()));
    if (closed) {
      release(mine); // a record that was on its way when the handler was closed
    }
    return mine;
  }

  /** The javaagent's name for what logs: the loggers of JBoss LogManager have one of their own. */
  static String agentInstrumentation(LogManager manager) {
    return manager.getClass().getName().startsWith("org.jboss.logmanager.")
        ? "jboss-logmanager-appender"
        : "java-util-logging";
  }

  /** Looks at all loggers. Not a lambda: the first of a process takes milliseconds of the start. */
  private record Survey(StatusPort status) implements Runnable {
    @Override
    public void run() {
      MemoryHandlers.watch();
      LevelReport.say(status);
    }
  }

  /** Waits until all that was logged is delivered, at most {@code flushTimeout}. */
  @Override
  public void flush() {
    if (!(Thread.currentThread() instanceof PipelineThread)) {
      Logline.flush(options.telemetry().flushTimeout());
    }
  }

  /** Lets go of the telemetry; while the process ends, the handler stays open and in its place. */
  @Override
  public void close() {
    if (ProcessEnd.hasBegun()) {
      residence.stay();
      return;
    }
    closed = true;
    Intake<LogRecord> open = intake.get();
    if (open != null) {
      release(open);
    }
  }

  private void release(Intake<LogRecord> open) {
    if (released.compareAndSet(false, true)) {
      open.close();
    }
  }

  /**
   * Identity, and while the process ends not even that: {@code Logger.removeHandler} asks this
   * before it removes, and between being removed and coming back there would be a gap.
   */
  @Override
  public boolean equals(Object other) {
    return this == other && !ProcessEnd.hasBegun();
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "OtlpHandler[level=" + getLevel() + ", " + options.telemetry() + "]";
  }
}
