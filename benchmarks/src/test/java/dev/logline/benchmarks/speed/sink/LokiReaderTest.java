package dev.logline.benchmarks.speed.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The sink finds each line of a push to Loki, and nothing else. */
final class LokiReaderTest {
  private static final String PUSH =
      """
      {"streams":[{"stream":{"app":"#9 9 9 "},"values":[%s]}]}""";

  private final Counts counts = new Counts();

  @Test
  void linesAreCounted() {
    read(
        """
        ["1700000000000000000","#3 0 7 is here",{"thread":"#9 9 9 ","mdc":"a"}],\
        ["1700000000000000001","#3 1 8 is \\"here\\",\\"#9 9 9 \\"",{}]""");

    assertThat(counts.take(3)).startsWith("arrived=2 twice=0 ");
    assertThat(counts.take(9)).startsWith("arrived=0 twice=0 ");
  }

  @Test
  void whatComesOnceMoreIsCountedAsThat() {
    read("[\"1\",\"#3 0 7 is here\",{}]");
    read("[\"1\",\"#3 0 7 is here\",{}],[\"2\",\"#3 0 8 is here\",{}]");

    assertThat(counts.take(3)).startsWith("arrived=2 twice=1 ");
  }

  @Test
  void aStringWithoutAnEndIsRefused() {
    byte[] cut = "{\"streams".getBytes(UTF_8);

    assertThatThrownBy(() -> LokiReader.read(cut, counts))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void read(String values) {
    LokiReader.read(PUSH.formatted(values).getBytes(UTF_8), counts);
  }
}
