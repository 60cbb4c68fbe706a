package dev.logline.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelsTest extends CollectorTest {
  @ParameterizedTest(name = "{0} ({1}) is {2}")
  @CsvSource({
    "OFF,              0, 21",
    "above FATAL,     50, 21",
    "FATAL,          100, 21",
    "above ERROR,    101, 20",
    "ALERT,          150, 19",
    "below FATAL,    199, 18",
    "ERROR,          200, 17",
    "FAILURE,        250, 15",
    "just above WARN, 299, 14",
    "WARN,           300, 13",
    "just below WARN, 301, 12",
    "NOTICE,         350, 11",
    "just above INFO, 399, 10",
    "INFO,           400,  9",
    "VERBOSE,        450,  7",
    "DEBUG,          500,  5",
    "FINE,           550,  3",
    "just above TRACE, 599, 2",
    "TRACE,          600,  1",
    "FINEST,         700,  1",
    "huge,   2147483646,  1",
    "ALL,    2147483647,  1",
  })
  void everyIntegerOfALevelHasItsSeverity(String name, int intLevel, int severity) {
    assertThat(EventMapper.SEVERITIES.severity(-intLevel, name)).isEqualTo(severity);
  }

  @Test
  void theLevelsOfLog4j2ArriveWithTheirNumbersAndNames() {
    try (TestContext context = start()) {
      Logger logger = context.logger("shop.Orders");
      for (Level level :
          List.of(
              Level.OFF,
              Level.FATAL,
              Level.ERROR,
              Level.WARN,
              Level.INFO,
              Level.DEBUG,
              Level.TRACE,
              Level.ALL)) {
        logger.log(level, "logged");
      }
      assertThat(collector.awaitLogRecords(8))
          .extracting(record -> record.getSeverityNumberValue() + " " + record.getSeverityText())
          .containsExactly(
              "21 OFF", "21 FATAL", "17 ERROR", "13 WARN", "9 INFO", "5 DEBUG", "1 TRACE", "1 ALL");
    }
  }

  @Test
  void aCustomLevelKeepsItsNameAndStaysBetweenItsNeighbours() {
    String xml =
        """
        <Configuration>
          <Appenders>%s</Appenders>
          <CustomLevels><CustomLevel name="NOTICE" intLevel="350"/></CustomLevels>
          <Loggers><Root level="ALL"><AppenderRef ref="OTLP"/></Root></Loggers>
        </Configuration>
        """
            .formatted(otlp("level=\"NOTICE\"", ""));
    try (TestContext context = TestContext.start(xml)) {
      Logger logger = context.logger("shop.Orders");
      logger.info("below the appender's level");
      logger.log(Level.getLevel("NOTICE"), "noticed");
      LogRecord record = arrived();
      assertThat(record.getSeverityNumberValue()).isEqualTo(11);
      assertThat(record.getSeverityText()).isEqualTo("NOTICE");
      assertThat(context.statuses()).noneMatch(status -> status.contains("option level"));
    }
  }

  @Test
  void levelMappingOverridesEntriesOfTheTable() {
    try (TestContext context = start("levelMapping=\"AUDIT=ERROR2, WARN=9\"", "")) {
      Logger logger = context.logger("shop.Orders");
      logger.log(Level.forName("AUDIT", 50), "mapped by name");
      logger.warn("mapped by number");
      logger.error("not mapped");
      assertThat(collector.awaitLogRecords(3))
          .extracting(record -> record.getSeverityNumberValue() + " " + record.getSeverityText())
          .containsExactly("18 AUDIT", "9 WARN", "17 ERROR");
    }
  }

  @Test
  void rootLevelSetsTheLevelOfTheRootLogger() {
    String xml = TestContext.xml(otlp("rootLevel=\"debug\"", ""), "ERROR");
    try (TestContext context = TestContext.start(xml)) {
      context.logger("shop.Orders").debug("below the configured level");
      assertThat(body(arrived())).isEqualTo("below the configured level");
    }
  }
}
