package dev.logline.buffer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.RecordBuffer.Origin;
import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two writers roll to the next segment while the shipper takes: all arrive, once. */
@JCStressTest
@Outcome(id = "6", expect = ACCEPTABLE, desc = "each once")
@Outcome(expect = FORBIDDEN, desc = "one lost, or twice")
@State
public class BufferStress {
  /** Two fill a segment. */
  private static final byte[] RECORD = new byte[500_000];

  private final RecordBuffer buffer =
      RecordBuffers.inMemory(
          16 << 20,
          new Overflow(Policy.DROP_NEWEST, Duration.ZERO),
          new Wakeup(),
          Clock.getDefault(),
          new EvictionCount());
  private int taken;

  private void offerThree() {
    for (int i = 0; i < 3; i++) {
      boolean accepted = buffer.offer(RECORD, RECORD.length, 0, 9, Origin.APPENDER);
      if (!accepted) {
        throw new IllegalStateException("refused");
      }
    }
  }

  @Actor
  public void first() {
    offerThree();
  }

  @Actor
  public void secondThatTakes() {
    offerThree();
    take();
  }

  private void take() {
    for (Batch batch = buffer.take(9, 1 << 20); batch != null; batch = buffer.take(9, 1 << 20)) {
      taken += batch.size();
      buffer.release(batch);
    }
  }

  @Arbiter
  public void rest(I_Result result) {
    take();
    result.r1 = taken;
  }
}
