package dev.logline.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.logline.LoglineOptions;
import dev.logline.boot.Intake;
import dev.logline.logrecord.SeverityTable;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Carries what Logback logs to an OpenTelemetry backend.
 *
 * <pre>{@code
 * <appender name="OTLP" class="dev.logline.logback.OtlpAppender"/>
 * }</pre>
 *
 * <p>Every option may be left out; {@link LoglineOptions} has those of the process-wide telemetry.
 * An option that does not make sense is said on Logback's status channel and ignored. With no
 * {@code level} the appender takes all that its loggers pass on.
 */
public final class OtlpAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
  private final LoglineOptions.Builder options = LoglineOptions.builder();
  private SeverityTable severities = EventMapper.SEVERITIES;
  private Level level; // null: all that the loggers pass on
  private Level rootLevel;
  private RootLevel heldRootLevel; // null where there is none to hold, and after the stop
  private boolean threadId;
  private Intake<ILoggingEvent> intake;
  private Survey survey; // null before the start, and where there is no context

  /** An appender with no option set; Logback calls the setters and starts it. */
  public OtlpAppender() {}

  OtlpAppender(LoglineOptions options) {
    for (Map.Entry<String, String> option : options.asMap().entrySet()) {
      set(option.getKey(), option.getValue());
    }
  }

  /**
   * Adds an appender to the root logger of SLF4J's Logback; returns it started, or the one that the
   * root has already, with its options. A configuration that is read later gets one of its own at
   * its end, unless it has one.
   */
  public static OtlpAppender install(LoglineOptions options) {
    return Installation.in((LoggerContext) LoggerFactory.getILoggerFactory(), options);
  }

  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    LogbackStatus status = new LogbackStatus(this);
    if (getContext() instanceof LoggerContext context) {
      try {
        TraceMdcAdapter.install(context, status);
      } catch (LinkageError e) {
        status.error(
            "this Logback is too old, nothing is exported: it takes 1.3.15, 1.4.14 or 1.5", e);
        return;
      }
      if (rootLevel != null) {
        heldRootLevel = RootLevel.hold(context, rootLevel);
      }
    }
    intake =
        Intake.open(
            options.build(),
            new LogbackStatus(this),
            "logback-appender",
            new EventMapper(severities, threadId));
    super.start();
    if (getContext() instanceof LoggerContext context) {
      survey = new Survey(context, this, intake);
      survey.begin();
    }
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (level == null || event.getLevel().isGreaterOrEqual(level)) {
      intake.accept(event.getLoggerName(), event);
    }
  }

  @Override
  public void stop() {
    if (isStarted()) {
      super.stop();
      if (heldRootLevel != null) {
        heldRootLevel.release();
        heldRootLevel = null;
      }
      if (survey != null) {
        survey.cancel();
        survey = null;
      }
      intake.close();
    }
  }

  private void set(String name, String value) {
    try {
      options.set(name, value);
    } catch (IllegalArgumentException e) {
      addError(e.getMessage() + "; it is ignored");
    }
  }

  public void setEndpoint(String url) {
    set("endpoint", url);
  }

  public void setProtocol(String protocol) {
    set("protocol", protocol);
  }

  public void setHeaders(String headers) {
    set("headers", headers);
  }

  public void setCompression(String compression) {
    set("compression", compression);
  }

  public void setTimeout(String timeout) {
    set("timeout", timeout);
  }

  public void setCertificate(String path) {
    set("certificate", path);
  }

  public void setClientKey(String path) {
    set("clientKey", path);
  }

  public void setClientCertificate(String path) {
    set("clientCertificate", path);
  }

  public void setServiceName(String name) {
    set("serviceName", name);
  }

  public void setResourceAttributes(String attributes) {
    set("resourceAttributes", attributes);
  }

  public void setPreset(String preset) {
    set("preset", preset);
  }

  public void setGlobal(String global) {
    set("global", global);
  }

  public void setExport(String export) {
    set("export", export);
  }

  public void setBufferBytes(String bytes) {
    set("bufferBytes", bytes);
  }

  public void setOverflow(String value) {
    set("overflow", value);
  }

  public void setOverflowWait(String value) {
    set("overflowWait", value);
  }

  public void setBlockTimeout(String value) {
    set("blockTimeout", value);
  }

  public void setSpool(String value) {
    set("spool", value);
  }

  public void setSpoolBytes(String value) {
    set("spoolBytes", value);
  }

  public void setSpoolForce(String value) {
    set("spoolForce", value);
  }

  public void setRecordUid(String value) {
    set("recordUid", value);
  }

  public void setCaptureNetwork(String value) {
    set("captureNetwork", value);
  }

  public void setFlushTimeout(String timeout) {
    set("flushTimeout", timeout);
  }

  /** The lowest level that is taken; all by default. */
  public void setLevel(String name) {
    level = level("level", name);
  }

  /** Sets the level of the root logger, over its element's; left as it is by default. */
  public void setRootLevel(String name) {
    rootLevel = level("rootLevel", name);
  }

  /** Severities of levels, over the table's: {@code WARN=WARN2,TRACE=DEBUG}. */
  public void setLevelMapping(String mapping) {
    try {
      severities = EventMapper.SEVERITIES.with(mapping);
    } catch (IllegalArgumentException e) {
      addError(e.getMessage() + "; it is ignored");
    }
    for (String name : severities.overridden()) {
      if (Level.toLevel(name, null) == null) { // and Logback lets nobody make one
        addError("option levelMapping: '" + name + "' is not a level of Logback; it is ignored");
      }
    }
  }

  /** Whether records carry {@code thread.id}; they do not by default. */
  public void setThreadId(boolean threadId) {
    this.threadId = threadId;
  }

  private Level level(String option, String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    Level parsed = Level.toLevel(name.trim(), null);
    if (parsed == null) {
      addError("option " + option + ": '" + name + "' is not a level of Logback; it is ignored");
    }
    return parsed;
  }

  @Override
  public String toString() {
    return "OtlpAppender[" + getName() + ", " + options.build() + "]";
  }
}
