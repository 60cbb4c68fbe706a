package dev.logline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.NullConfiguration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.filter.MarkerFilter;
import org.apache.logging.log4j.message.MessageFormatMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringFormatterMessageFactory;
import org.apache.logging.log4j.util.MessageSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way to log is logged once, by the bypass: the logger itself is denied it. */
final class QueueBypassTest {
  private final LoggerContext context = new LoggerContext("bypass");
  private final List<LogEvent> events = new ArrayList<>();
  private Logger logger;

  @BeforeEach
  void start() {
    Configuration configuration = new DefaultConfiguration();
    context.start(configuration);
    configuration.getRootLogger().getAppenders().keySet().stream()
        .toList()
        .forEach(configuration.getRootLogger()::removeAppender);
    configuration.getRootLogger().setLevel(Level.INFO);
    AbstractAppender list =
        new AbstractAppender("list", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            events.add(event.toImmutable());
          }
        };
    list.start();
    configuration.getRootLogger().addAppender(list, null, null);
    configuration.addFilter(new QueueBypass(null, configuration));
    context.updateLoggers();
    logger = context.getLogger("test.Bypass");
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private List<String> texts() {
    return events.stream().map(event -> event.getMessage().getFormattedMessage()).toList();
  }

  @Test
  void eachWayToLogIsLoggedOnce() {
    logger.info("text");
    logger.info("with {}", 1);
    logger.info("with {} and {}", 1, 2);
    logger.info("{} {} {} {} {} {} {} {} {} {} {}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    logger.info(CharBuffer.wrap("characters"));
    logger.info((Object) 12);
    logger.info(new ObjectMessage("message"));
    logger.info(() -> "supplied");
    logger.info((MessageSupplier) () -> new SimpleMessage("supplied message"));
    logger.logIfEnabled("fqcn", Level.INFO, null, "as of SLF4J");
    logger.atInfo().log("fluent");
    logger.atInfo().log("fluent with {}", 1);
    logger.log(Level.ERROR, new MessageFormatMessage("format {0}", 1));
    assertThat(texts())
        .containsExactly(
            "text",
            "with 1",
            "with 1 and 2",
            "1 2 3 4 5 6 7 8 9 10 11",
            "characters",
            "12",
            "message",
            "supplied",
            "supplied message",
            "as of SLF4J",
            "fluent",
            "fluent with 1",
            "format 1");
    assertThat(events).extracting(LogEvent::getLoggerName).containsOnly("test.Bypass");
  }

  @Test
  void levelsThrowablesAndMarkersGoWithIt() {
    RuntimeException failure = new RuntimeException("boom");
    logger.warn("first", failure);
    logger.warn("second {}", 2, failure);
    logger.error(MarkerManager.getMarker("AUDIT"), "third");
    assertThat(events)
        .extracting(LogEvent::getLevel, LogEvent::getThrown)
        .containsExactly(
            tuple(Level.WARN, failure), tuple(Level.WARN, failure), tuple(Level.ERROR, null));
    assertThat(events.get(2).getMarker().getName()).isEqualTo("AUDIT");
  }

  @Test
  void aQuestionIsAnsweredAndLogsNothing() {
    assertThat(logger.isInfoEnabled()).isTrue();
    assertThat(logger.isEnabled(Level.ERROR)).isTrue();
    assertThat(logger.isDebugEnabled()).isFalse();
    assertThat(events).isEmpty();
  }

  @Test
  void whatIsBelowTheLevelIsNotLogged() {
    logger.debug("text");
    logger.debug("with {}", 1);
    logger.debug(new ObjectMessage("message"));
    assertThat(events).isEmpty();
  }

  @Test
  void theContextsOwnFilterIsAskedFirst() {
    Configuration configuration = context.getConfiguration();
    configuration.removeFilter(configuration.getFilter());
    Filter own = MarkerFilter.createFilter("OPEN", Filter.Result.ACCEPT, Filter.Result.DENY);
    configuration.addFilter(new QueueBypass(own, configuration));
    logger.error("no marker");
    logger.debug(MarkerManager.getMarker("OPEN"), "below the level, and accepted");
    assertThat(texts()).containsExactly("below the level, and accepted");
  }

  @Test
  void aLoggerKeepsItsWayToFormat() {
    Logger formatter = context.getLogger("test.Formatter", StringFormatterMessageFactory.INSTANCE);
    formatter.info("%s of %d", "one", 2);
    assertThat(texts()).containsExactly("one of 2");
  }

  @Test
  void aMessageThatFailsReachesNoCaller() {
    logger.info(
        (MessageSupplier)
            () -> {
              throw new IllegalStateException("no text");
            });
    logger.info("the next");
    assertThat(texts()).containsExactly("the next");
  }

  @Test
  void aCallThatIsUnderWayWhenItsContextStopsIsLedOn() {
    LoggerConfig before = context.getConfiguration().getRootLogger();
    Configuration own = new NullConfiguration();
    own.getRootLogger().addAppender(before.getAppenders().get("list"), null, null);
    Configuration shared = new NullConfiguration();
    shared.addFilter(new Forwarding(context, own));
    Passage.open(shared, context);
    logger.info(
        (MessageSupplier)
            () -> {
              context.updateLoggers(shared);
              return new SimpleMessage("under way");
            });
    assertThat(texts()).containsExactly("under way");
  }
}
