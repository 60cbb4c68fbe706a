package dev.logline.log4j2;

import dev.logline.LoglineOptions;
import dev.logline.boot.Intake;
import dev.logline.diagnose.StatusPort;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.NullConfiguration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginBuilderFactory;

/**
 * Carries what Log4j2 logs to an OpenTelemetry backend.
 *
 * <pre>{@code
 * <Otlp name="OTLP"/>
 * }</pre>
 *
 * <p>Every option may be left out; {@link OtlpAppenderBuilder} has them all. With no {@code level}
 * the appender takes all that its loggers pass on.
 */
@Plugin(
    name = "Otlp",
    category = Core.CATEGORY_NAME,
    elementType = Appender.ELEMENT_TYPE,
    printObject = true)
public final class OtlpAppender extends AbstractAppender {
  private static final String INSTALLED = "OTLP";

  private final Configuration configuration; // null where it was built by code without one
  private final StatusPort status;
  private final EventMapper mapper;
  private final LoglineOptions options;
  private final String levelName;
  private final String rootLevelName;
  private Level level; // null: all that the loggers pass on
  private Intake<LogEvent> intake; // null before the start
  private Residence residence; // null where there is no context to stay in

  OtlpAppender(OtlpAppenderBuilder builder, EventMapper mapper, LoglineOptions options) {
    // Whatever the element says, exceptions are ignored: none of ours may reach a log call.
    super(builder.getName(), builder.getFilter(), builder.getLayout(), true, Property.EMPTY_ARRAY);
    this.configuration = builder.getConfiguration();
    this.status = new Log4j2Status(builder.getName());
    this.mapper = mapper;
    this.options = options;
    this.levelName = builder.level();
    this.rootLevelName = builder.rootLevel();
  }

  /** A builder with no option set; a name is required. */
  @PluginBuilderFactory
  public static OtlpAppenderBuilder newBuilder() {
    return new OtlpAppenderBuilder();
  }

  /**
   * Adds an appender to the root logger of Log4j2's current context; returns it started. A
   * configuration that is loaded later gets one of its own, just after it is in force.
   */
  public static OtlpAppender install(LoglineOptions options) {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    context.addPropertyChangeListener(
        change -> {
          Configuration loaded = context.getConfiguration();
          // Stopped contexts share theirs, which none of them must leave an appender in.
          if (LoggerContext.PROPERTY_CONFIG.equals(change.getPropertyName())
              && !(loaded instanceof NullConfiguration)) {
            install(options, loaded);
          }
        });
    return install(options, context.getConfiguration());
  }

  private static OtlpAppender install(LoglineOptions options, Configuration configuration) {
    if (configuration.getAppender(INSTALLED) instanceof OtlpAppender present) {
      return present; // Log4j2 tells of each configuration more than once
    }
    OtlpAppender appender =
        newBuilder().setName(INSTALLED).setConfiguration(configuration).setAll(options).build();
    appender.start();
    configuration.addAppender(appender);
    configuration.getRootLogger().addAppender(appender, null, null);
    return appender;
  }

  @Override
  public void start() {
    if (isStarted()) {
      return;
    }
    // Now, and not when it was built: a configuration may define levels after its appenders.
    level = level("level", levelName);
    Level rootLevel = level("rootLevel", rootLevelName);
    if (rootLevel != null && configuration != null) {
      configuration.getRootLogger().setLevel(rootLevel);
    }
    intake = Intake.open(options, status, "log4j-appender", mapper);
    super.start();
    residence = Residence.in(configuration == null ? null : configuration.getLoggerContext());
    if (configuration != null) {
      intake.afterBoot(new LevelReport(configuration, getName(), intake.status()));
    }
  }

  private Level level(String option, String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    Level parsed = Level.toLevel(name.trim(), null);
    if (parsed == null) {
      status.error("option " + option + ": '" + name + "' is not a level of Log4j2; it is ignored");
    }
    return parsed;
  }

  @Override
  public void append(LogEvent event) {
    // Log4j2 says when an appender is not started, and calls it all the same: after a stop that
    // serves a late event, which the pipeline still takes.
    boolean admitted = level == null || event.getLevel().isMoreSpecificThan(level);
    if (admitted && intake != null) {
      intake.accept(event.getLoggerName(), event);
    }
  }

  /** Lets go of the telemetry; while the process ends, the appender stays started. */
  @Override
  public boolean stop(long timeout, TimeUnit unit) {
    if (residence != null && residence.outlives(configuration)) {
      return true;
    }
    boolean wasStarted = isStarted();
    boolean stopped = super.stop(timeout, unit);
    if (wasStarted) {
      intake.close();
    }
    return stopped;
  }

  @Override
  public String toString() {
    return "OtlpAppender[" + getName() + ", " + options + "]";
  }
}
