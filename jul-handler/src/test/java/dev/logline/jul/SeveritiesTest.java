package dev.logline.jul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeveritiesTest {
  @ParameterizedTest
  @CsvSource({
    "FINEST, 1",
    "FINER, 5",
    "FINE, 6",
    "CONFIG, 7",
    "INFO, 9",
    "WARNING, 13",
    "SEVERE, 17",
    "ALL, 1",
    "OFF, 21",
  })
  void everyLevelHasItsSeverity(String level, int severity) {
    assertThat(severity(Level.parse(level).intValue())).isEqualTo(severity);
  }

  @ParameterizedTest
  @CsvSource({
    "-2147483648, 1", // Integer.MIN_VALUE, which is ALL
    "-2147483647, 1",
    "-1, 1",
    "0, 1",
    "299, 1",
    "301, 2", // between FINEST and FINER
    "350, 3",
    "399, 4",
    "450, 5", // FINER and FINE are neighbours: there is nothing between them
    "600, 6",
    "699, 6",
    "701, 8", // between CONFIG and INFO
    "799, 8",
    "801, 10", // between INFO and WARNING, such as NOTICE
    "850, 11",
    "899, 12",
    "901, 14",
    "950, 15",
    "999, 16",
    "1001, 18",
    "1100, 18",
    "1073742324, 19", // half of the way to OFF
    "2147483646, 20",
    "2147483647, 21", // Integer.MAX_VALUE, which is OFF
  })
  void anyOtherNumberLiesBetweenItsNeighbours(int level, int severity) {
    assertThat(severity(level)).isEqualTo(severity);
  }

  @Test
  void aSeverityNeverFallsWhileLevelsGrow() {
    int last = 0;
    for (int level = 0; level <= 2_000; level++) {
      assertThat(severity(level)).isGreaterThanOrEqualTo(last).isBetween(1, 24);
      last = severity(level);
    }
  }

  @Test
  void aMappingGoesOverTheTable() {
    var severities = RecordMapper.SEVERITIES.with("FINE=DEBUG, AUDIT = 19,INFO=INFO2");
    assertThat(severities.severity(Level.FINE.intValue(), "FINE")).isEqualTo(5);
    assertThat(severities.severity(850, "AUDIT")).isEqualTo(19);
    assertThat(severities.severity(Level.INFO.intValue(), "INFO")).isEqualTo(10);
    assertThat(severities.severity(Level.CONFIG.intValue(), "CONFIG")).isEqualTo(7);
  }

  @Test
  void aMappingThatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> RecordMapper.SEVERITIES.with("FINE=QUIET"))
        .hasMessageContaining("levelMapping")
        .hasMessageContaining("FINE=QUIET");
  }

  private static int severity(int level) {
    return RecordMapper.SEVERITIES.severity(level, "any");
  }
}
