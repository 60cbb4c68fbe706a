package dev.logline.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private static Samples of(double... values) {
    return Samples.of(DoubleStream.of(values));
  }

  @Test
  void theMedianIsInTheMiddleWhateverTheOrder() {
    assertThat(of(3, 1, 2).median()).isEqualTo(2);
    assertThat(of(4, 1, 3, 2).median()).isEqualTo(2.5);
    assertThat(of(3, 1, 2).spread()).isEqualTo("1.00 to 3.00");
  }

  @Test
  void whatSlowsBothDownIsNotInTheirRatio() {
    assertThat(of(30, 10, 20, 500).ratioTo(of(60, 20, 40, 1_000))).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void aPairIsOfOneTurn() {
    assertThat(of(1, 4, 10).ratioTo(of(2, 2))).as("of 0.5 and 2").isEqualTo(1.25);
  }
}
