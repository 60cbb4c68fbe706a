package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EndingTest {
  /** A hook that logs after the last word waits as long, whatever the timeout is. */
  @Test
  void theJvmIsLeftATenthOfTheTimeoutAndHalfASecondAtMost() {
    assertThat(Ending.jvmShare(Duration.ofMillis(300))).isEqualTo(Duration.ofMillis(30));
    assertThat(Ending.jvmShare(Duration.ofSeconds(5))).isEqualTo(Duration.ofMillis(500));
    assertThat(Ending.jvmShare(Duration.ofHours(1))).isEqualTo(Duration.ofMillis(500));
    assertThat(Ending.jvmShare(Duration.ZERO)).isZero();
  }
}
