package dev.logline.examples.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ItemRingTest {
  private static final ByteString TRACE = ByteString.copyFromUtf8("0123456789abcdef");
  private static final Origin ORIGIN = origin("shop");

  @Test
  void keepsTheNewest() {
    ItemRing ring = new ItemRing(3, 1 << 20);

    for (int i = 0; i < 10; i++) {
      ring.add(ORIGIN, ByteString.EMPTY, new byte[10]);
    }

    assertThat(ring.after(0, 100, 1 << 20))
        .extracting(item -> item.number)
        .containsExactly(8L, 9L, 10L);
    assertThat(ring.first()).isEqualTo(8);
    assertThat(ring.last()).isEqualTo(10);
  }

  @Test
  void keepsNoMoreBytesThanItMay() {
    ItemRing ring = new ItemRing(100, 10_000);

    for (int i = 0; i < 1_000; i++) {
      ring.add(origin("service " + i % 7), TRACE, new byte[i % 3_000]);

      assertThat(ring.bytes()).isBetween(0L, 10_000L);
    }

    assertThat(ring.last()).isEqualTo(1_000);
    assertThat(ring.after(0, 100, 1 << 20)).isNotEmpty();
  }

  @Test
  void countsAnOriginOnceForAllItsItems() {
    ItemRing ring = new ItemRing(2, 1 << 20);

    ring.add(ORIGIN, TRACE, new byte[10]);
    long one = ring.bytes();
    ring.add(origin("shop"), TRACE, new byte[10]);
    long two = ring.bytes();
    ring.add(origin("other"), TRACE, new byte[10]);
    ring.add(origin("other"), TRACE, new byte[10]);

    assertThat(two - one).isEqualTo(one - ORIGIN.bytes());
    assertThat(ring.after(0, 2, 1 << 20).get(0).origin)
        .isSameAs(ring.after(0, 2, 1 << 20).get(1).origin);
    assertThat(ring.bytes()).isEqualTo(two - ORIGIN.bytes() + origin("other").bytes());
  }

  @Test
  void forgetsAnItemThatIsTooBigAlone() {
    ItemRing ring = new ItemRing(10, 2_000);

    ring.add(ORIGIN, TRACE, new byte[5_000]);

    assertThat(ring.bytes()).isZero();
    assertThat(ring.first()).isEqualTo(2);
    assertThat(ring.after(0, 10, 1 << 20)).isEmpty();
  }

  @Test
  void givesPiecesOfBoundedSizeAndAtLeastOne() {
    ItemRing ring = new ItemRing(10, 1 << 20);
    for (int i = 0; i < 5; i++) {
      ring.add(ORIGIN, TRACE, new byte[1_000]);
    }

    assertThat(ring.after(0, 3, 1 << 20)).hasSize(3);
    assertThat(ring.after(0, 100, 2_500)).hasSize(2);
    assertThat(ring.after(3, 100, 1)).extracting(item -> item.number).containsExactly(4L);
    assertThat(ring.after(5, 100, 1 << 20)).isEmpty();
    assertThat(ring.after(-7, 1, 1 << 20)).extracting(item -> item.number).containsExactly(1L);
  }

  @Test
  void findsATrace() {
    ItemRing ring = new ItemRing(10, 1 << 20);
    ring.add(ORIGIN, TRACE, new byte[1]);
    ring.add(ORIGIN, ByteString.EMPTY, new byte[1]);
    ring.add(ORIGIN, ByteString.copyFromUtf8("0123456789abcdef"), new byte[1]);

    assertThat(ring.ofTrace(TRACE)).extracting(item -> item.number).containsExactly(1L, 3L);
  }

  @Test
  void endsWaitingWhenOneComes() throws Exception {
    ItemRing ring = new ItemRing(10, 1 << 20);
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            () -> {
              try {
                ring.await(0, 60_000);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });

    ring.add(ORIGIN, TRACE, new byte[1]);

    waiting.get(20, TimeUnit.SECONDS);
    ring.await(1, 1);
    ring.await(0, 60_000);
  }

  private static Origin origin(String service) {
    return new Origin(
        Resource.newBuilder().addAttributes(Sender.attribute("service.name", service)).build(),
        InstrumentationScope.getDefaultInstance());
  }
}
