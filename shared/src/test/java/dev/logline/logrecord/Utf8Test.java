package dev.logline.logrecord;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  private static byte[] encode(String text) {
    int size = Utf8.size(text);
    byte[] bytes = new byte[size + 2];
    Utf8.encode(text, size, bytes, 1);
    assertThat(bytes[0]).isZero();
    assertThat(bytes[size + 1]).as("behind it").isZero();
    return Arrays.copyOfRange(bytes, 1, size + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "\u0000\u007f", "\u0080\u07ff", "\u0800\uffff", "a\ud83d\ude00b"})
  void encodesAsTheJdkDoes(String text) {
    assertThat(encode(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "\udc00", "a\ud800b", "\udc00\ud800", "\ud800\ud800\udc00"})
  void aLoneSurrogateBecomesTheReplacementCharacter(String text) {
    String read = new String(encode(text), StandardCharsets.UTF_8);
    assertThat(read).contains("\ufffd").doesNotContain("?");
    assertThat(read.replace("\ufffd", "")).isEqualTo(text.replaceAll("[\ud800-\udfff]", ""));
  }

  @Test
  void anyTextGivesValidUtf8OfTheSizeThatWasForeseen() {
    SplittableRandom random = new SplittableRandom(42);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        text.append((char) (random.nextInt(0x10000) >>> random.nextInt(12)));
      }
      String read = new String(encode(text.toString()), StandardCharsets.UTF_8);
      assertThat(encode(read)).isEqualTo(read.getBytes(StandardCharsets.UTF_8));
      assertThat(read).hasSize(text.length());
    }
  }
}
