package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForeignTextTest {

  @Test
  void leavesPlainTextAlone() {
    assertThat(ForeignText.of("Grüße, 世界 😀")).isEqualTo("Grüße, 世界 😀");
  }

  @Test
  void escapesWhatATerminalOrALogWouldActOn() {
    assertThat(ForeignText.of("a\r\n\tb\u001b[2J\u0085\u2028\u202e\ud800"))
        .isEqualTo("a\\r\\n\\tb\\u001b[2J\\u0085\\u2028\\u202e\\ud800");
  }

  @Test
  void isNeverLongerThan512Characters() {
    assertThat(ForeignText.of("x".repeat(513))).hasSize(512);
    assertThat(ForeignText.of("\u0000".repeat(513))).hasSizeLessThanOrEqualTo(512);
    assertThat(ForeignText.of(new byte[1 << 20])).hasSizeLessThanOrEqualTo(512);
    assertThat(ForeignText.of("x" + "😀".repeat(513))).hasSize(511);
  }
}
