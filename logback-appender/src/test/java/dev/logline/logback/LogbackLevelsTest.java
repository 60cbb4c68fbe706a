package dev.logline.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogbackLevelsTest {
  @ParameterizedTest
  @CsvSource({
    "TRACE, 1",
    "DEBUG, 5",
    "INFO, 9",
    "WARN, 13",
    "ERROR, 17",
    "OFF, 21",
    "ALL, 1",
  })
  void eachLevelHasItsSeverity(String level, int severity) {
    assertThat(EventMapper.SEVERITIES.severity(Level.toLevel(level).toInt(), level))
        .isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "-2147483648, 1",
    "0, 1",
    "4999, 1",
    "5001, 2",
    "9999, 4",
    "10001, 6",
    "15000, 7",
    "19999, 8",
    "20001, 10",
    "25000, 11",
    "29999, 12",
    "35000, 15",
    "40001, 18",
    "2147483646, 20",
    "2147483647, 21",
  })
  void anyOtherNumberLiesBetweenItsNeighbours(int level, int severity) {
    assertThat(EventMapper.SEVERITIES.severity(level, "CUSTOM")).isEqualTo(severity);
  }

  @Test
  void aMappingOfTheUsersWins() {
    var table = EventMapper.SEVERITIES.with("warn=WARN2, DEBUG = 7");
    assertThat(table.severity(Level.WARN_INT, "WARN")).isEqualTo(14);
    assertThat(table.severity(Level.DEBUG_INT, "DEBUG")).isEqualTo(7);
    assertThat(table.severity(Level.INFO_INT, "INFO")).isEqualTo(9);
  }

  @ParameterizedTest
  @CsvSource({"WARN", "WARN=", "WARN=LOUD", "WARN=0", "WARN=25", "=INFO", "WARN=INFO5"})
  void aMappingThatDoesNotFitIsRefusedByName(String mapping) {
    assertThatThrownBy(() -> EventMapper.SEVERITIES.with(mapping))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("levelMapping")
        .hasMessageContaining(mapping);
  }
}
