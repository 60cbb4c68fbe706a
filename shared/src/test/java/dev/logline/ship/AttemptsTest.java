package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final IOException broken = new IOException("broken");

  @Test
  void pausesLongerEachTimeUpToTheMostAllowed() {
    RetryPolicy policy =
        RetryPolicy.builder()
            .setMaxAttempts(5)
            .setInitialBackoff(Duration.ofNanos(1000))
            .setBackoffMultiplier(2)
            .setMaxBackoff(Duration.ofNanos(3000))
            .build();
    Attempts attempts = new Attempts(policy, () -> 1);

    assertThat(attempts.pauseAfter(broken)).isEqualTo(1000);
    assertThat(attempts.pauseAfter(broken)).isEqualTo(2000);
    assertThat(attempts.pauseAfter(broken)).isEqualTo(3000);
    assertThat(attempts.pauseAfter(broken)).isEqualTo(3000);
    assertThat(attempts.pauseAfter(broken)).isEqualTo(Attempts.NONE);
  }

  @Test
  void spreadsThePauses() {
    RetryPolicy policy = RetryPolicy.builder().setInitialBackoff(Duration.ofNanos(1000)).build();

    assertThat(new Attempts(policy, () -> 0.8).pauseAfter(broken)).isEqualTo(800);
  }

  @Test
  void doesNotRepeatWhatWouldEndTheSame() {
    Attempts attempts = new Attempts(RetryPolicy.getDefault(), () -> 1);

    assertThat(attempts.pauseAfter(new SSLHandshakeException("expired"))).isEqualTo(Attempts.NONE);
    assertThat(attempts.pauseAfter(new IllegalStateException())).isEqualTo(Attempts.NONE);
  }

  @Test
  void isOneAttemptWithoutAPolicy() {
    assertThat(new Attempts(null, () -> 1).pauseAfter(broken)).isEqualTo(Attempts.NONE);
  }
}
