package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestBodyTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "16383, 1", "16384, 1", "16385, 2", "100000, 7"})
  void isWrittenWholeInPartsOfSixteenKib(int length, int parts) throws IOException {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    List<Integer> lengths = new ArrayList<>();

    RequestBody.of(Sending.message(bytes), null)
        .writeParts(
            new OutputStream() {
              @Override
              public void write(byte[] source, int from, int count) {
                lengths.add(count);
                written.write(source, from, count);
              }

              @Override
              public void write(int one) {
                throw new AssertionError("byte by byte");
              }
            });

    assertThat(written.toByteArray()).isEqualTo(bytes);
    assertThat(lengths).hasSize(parts).allMatch(count -> count > 0 && count <= 16 * 1024);
  }
}
