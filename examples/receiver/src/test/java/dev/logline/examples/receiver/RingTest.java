package dev.logline.examples.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RingTest {
  @Test
  void keepsTheNewestItems() {
    Ring<String> ring = new Ring<>(2, 1000);

    ring.add("a", 1);
    ring.add("b", 1);
    ring.add("c", 1);

    assertThat(ring.items()).containsExactly("b", "c");
    assertThat(ring.count()).isEqualTo(3);
  }

  @Test
  void keepsNoMoreBytesThanItMay() {
    Ring<String> ring = new Ring<>(10, 100);

    ring.add("a", 60);
    ring.add("b", 60);
    ring.add("c", 40);

    assertThat(ring.items()).containsExactly("b", "c");
  }

  @Test
  void keepsNothingOfAnItemThatIsTooBigAlone() {
    Ring<String> ring = new Ring<>(10, 100);

    ring.add("a", 60);
    ring.add("b", 101);

    assertThat(ring.items()).isEmpty();
    assertThat(ring.count()).isEqualTo(2);
  }
}
