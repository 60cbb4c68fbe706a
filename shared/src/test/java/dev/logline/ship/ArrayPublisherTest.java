package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrayPublisherTest {
  private static final int PART = 64 * 1024;

  private final byte[] bytes = new byte[4 * PART];

  ArrayPublisherTest() {
    new Random(7).nextBytes(bytes);
  }

  /** Asks for {@code atOnce} parts at the beginning, and for as many from within each. */
  private static class Reader implements Subscriber<ByteBuffer> {
    private final long atOnce;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private Subscription subscription;
    private int parts;
    private int completions;
    private Throwable error;
    private boolean reading;

    Reader(long atOnce) {
      this.atOnce = atOnce;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      ask();
    }

    void ask() {
      if (atOnce > 0) {
        subscription.request(atOnce);
      }
    }

    @Override
    public void onNext(ByteBuffer part) {
      assertThat(reading).as("one part within the other").isFalse();
      assertThat(completions).isZero();
      reading = true;
      parts++;
      byte[] content = new byte[part.remaining()];
      part.get(content);
      read.writeBytes(content);
      ask();
      reading = false;
    }

    @Override
    public void onError(Throwable error) {
      this.error = error;
    }

    @Override
    public void onComplete() {
      completions++;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "1, 1, 1",
    "65535, 1, 1",
    "65536, 1, 1",
    "65537, 1, 2",
    "262144, 1, 4",
    "262144, 2, 4",
    "200000, 9223372036854775807, 4"
  })
  void lendsAllOfItInParts(int length, long atOnce, int parts) {
    ArrayPublisher publisher = new ArrayPublisher(bytes, length);
    assertThat(publisher.contentLength()).isEqualTo(length);
    for (int attempt = 0; attempt < 2; attempt++) { // a request that is repeated reads it anew
      Reader reader = new Reader(atOnce);
      publisher.subscribe(reader);
      assertThat(reader.read.toByteArray()).isEqualTo(Arrays.copyOf(bytes, length));
      assertThat(reader.parts).isEqualTo(parts);
      assertThat(reader.completions).isEqualTo(1);
      assertThat(reader.error).isNull();
    }
  }

  @Test
  void givesNoMoreThanWasAskedFor() {
    Reader reader = new Reader(0);
    new ArrayPublisher(bytes, 3 * PART).subscribe(reader);
    assertThat(reader.parts).isZero();
    reader.subscription.request(1);
    assertThat(reader.parts).isEqualTo(1);
    reader.subscription.request(1);
    assertThat(reader.parts).isEqualTo(2);
    assertThat(reader.completions).isZero();
    reader.subscription.request(1);
    assertThat(reader.read.toByteArray()).isEqualTo(Arrays.copyOf(bytes, 3 * PART));
    assertThat(reader.completions).isEqualTo(1);
  }

  @Test
  void givesNothingAfterItWasCancelled() {
    Reader reader = new Reader(0);
    new ArrayPublisher(bytes, 3 * PART).subscribe(reader);
    reader.subscription.request(1);
    reader.subscription.cancel();
    reader.subscription.request(5);
    assertThat(reader.parts).isEqualTo(1);
    assertThat(reader.completions).isZero();
    assertThat(reader.error).isNull();
  }

  @Test
  void refusesADemandOfNothing() {
    Reader reader = new Reader(0);
    new ArrayPublisher(bytes, PART).subscribe(reader);
    reader.subscription.request(0);
    assertThat(reader.error).isInstanceOf(IllegalArgumentException.class);
    reader.subscription.request(1);
    assertThat(reader.parts).isZero();
  }
}
