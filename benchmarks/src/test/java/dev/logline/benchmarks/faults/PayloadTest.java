package dev.logline.benchmarks.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PayloadTest {
  private static final Payload PAYLOAD = new Payload(17, 3, 123_456);

  @Test
  void isReadBack() {
    assertThat(Payload.read(PAYLOAD.text().getBytes(US_ASCII))).isEqualTo(PAYLOAD);
  }

  @Test
  void noByteOfItChangesUnnoticed() {
    byte[] body = PAYLOAD.text().getBytes(US_ASCII);
    for (int at = 0; at < body.length; at++) {
      byte[] changed = body.clone();
      changed[at] ^= 1;
      Payload read = Payload.isMarked(changed) ? Payload.read(changed) : null;
      assertThat(read).as("byte %s", at).isNotEqualTo(PAYLOAD);
    }
  }

  @Test
  void whatIsCutOffIsNotRead() {
    byte[] body = PAYLOAD.text().substring(1).getBytes(US_ASCII);
    assertThat(Payload.read(body)).isNull();
  }
}
