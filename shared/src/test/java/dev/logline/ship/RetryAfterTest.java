package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final String DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "' 30 ', 30",
    "600, 600",
    // Out of the sensible range.
    "0, 1",
    "601, 600",
    "315360000, 600",
    "99999999999999999999, 600"
  })
  void takesSeconds(String value, long seconds) {
    assertThat(RetryAfter.parse(value, null)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "'Sun, 06 Nov 1994 08:49:47 GMT', 10",
    "'Sun, 06 Nov 1994 08:49:37 GMT', 1",
    "'Mon, 07 Nov 1994 08:49:37 GMT', 600",
    // The two obsolete forms, which recipients have to accept.
    "'Sunday, 06-Nov-94 08:49:47 GMT', 10",
    "'Sun Nov  6 08:49:47 1994', 10"
  })
  void measuresADateAgainstTheDateOfTheAnswer(String value, long seconds) {
    assertThat(RetryAfter.parse(value, DATE)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({
    "'Wednesday, 30-Sep-26 23:59:59 GMT', 'Thu Oct  1 00:00:29 2026', 30",
    "'Tue Nov 10 08:49:37 2026', 'Tuesday, 10-Nov-26 08:49:57 GMT', 20"
  })
  void theDateOfTheAnswerHasAnyOfTheThreeFormsToo(String date, String value, long seconds) {
    assertThat(RetryAfter.parse(value, date)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-1", "+5", "1.5", "1e3", "soon", "\u0661", "Sun, 06 Nov 1994 08:49:36 GMT"})
  void leavesThePauseToUsWhenTheValueMakesNoSense(String value) {
    assertThat(RetryAfter.parse(value, DATE)).isNull();
  }

  @Test
  void doesNotTrustTheLocalClock() {
    assertThat(RetryAfter.parse("Sun, 06 Nov 2094 08:49:37 GMT", null)).isNull();
    assertThat(RetryAfter.parse("Sun, 06 Nov 1994 08:49:47 GMT", "yesterday")).isNull();
    assertThat(RetryAfter.parse(null, DATE)).isNull();
  }
}
