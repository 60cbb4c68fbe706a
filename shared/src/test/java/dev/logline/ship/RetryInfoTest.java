package dev.logline.ship;

import static dev.logline.testkit.FakeGrpcBackend.retryInfo;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryInfoTest {

  @ParameterizedTest
  @CsvSource({
    "30, 0, 30000",
    "1, 500000000, 1500",
    "600, 0, 600000",
    // Out of the sensible range.
    "0, 0, 1000",
    "0, 1, 1000",
    "-5, 0, 1000",
    "600, 999999999, 600000",
    "9223372036854775807, 999999999, 600000"
  })
  void takesThePause(long seconds, int nanos, long millis) {
    Duration delay = Duration.newBuilder().setSeconds(seconds).setNanos(nanos).build();

    assertThat(RetryInfo.of(retryInfo(delay))).isEqualTo(java.time.Duration.ofMillis(millis));
  }

  @Test
  void namesNoPauseWhereNoneIsNamed() {
    assertThat(RetryInfo.of(null)).isNull();
    assertThat(RetryInfo.of("")).isNull();
    assertThat(RetryInfo.of("no base64!")).isNull();
    String other = retryInfo(Duration.newBuilder().setSeconds(7).build());
    byte[] details = Base64.getDecoder().decode(other);
    details[40] ^= 1; // another type's name
    assertThat(RetryInfo.of(Base64.getEncoder().encodeToString(details))).isNull();
  }

  @Property
  void takesAnyBytes(@ForAll byte[] details) {
    java.time.Duration delay = RetryInfo.of(Base64.getEncoder().encodeToString(details));

    assertThat(delay == null || !delay.minus(RetryAfter.SHORTEST).isNegative()).isTrue();
  }
}
