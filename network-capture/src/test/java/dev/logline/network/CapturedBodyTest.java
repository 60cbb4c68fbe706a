package dev.logline.network;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CapturedBodyTest {
  @Test
  void keepsTheBeginningAndCountsTheRest() {
    CapturedBody body = new CapturedBody(5);
    body.add("abc".getBytes(UTF_8), 0, 3);
    body.add('d');
    body.add(ByteBuffer.wrap("efg".getBytes(UTF_8)));
    body.add('h');
    assertThat(body.text(UTF_8)).isEqualTo("abcde");
    assertThat(body.size()).isEqualTo(8);
  }

  @Test
  void leavesABufferAsItIs() {
    ByteBuffer bytes = ByteBuffer.wrap("abc".getBytes(UTF_8)).position(1);
    CapturedBody body = new CapturedBody(10);
    body.add(bytes);
    assertThat(body.text(UTF_8)).isEqualTo("bc");
    assertThat(bytes.remaining()).isEqualTo(2);
  }

  @Test
  void aCharacterThatIsCutIsLeftOut() {
    byte[] text = "ab€".getBytes(UTF_8);
    CapturedBody body = new CapturedBody(4);
    body.add(text, 0, text.length);
    assertThat(body.text(UTF_8)).isEqualTo("ab");
  }

  @Test
  void whatIsNotOfItsCharsetIsReplaced() {
    CapturedBody body = new CapturedBody(10);
    body.add(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2}, 0, 4);
    assertThat(body.text(UTF_8)).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void otherCharsets() {
    byte[] text = "äb".getBytes(UTF_16BE);
    CapturedBody body = new CapturedBody(10);
    body.add(text, 0, text.length);
    assertThat(body.text(UTF_16BE)).isEqualTo("äb");
  }
}
