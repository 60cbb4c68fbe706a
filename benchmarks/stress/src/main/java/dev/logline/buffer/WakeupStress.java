package dev.logline.buffer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * A writer commits and looks whether the shipper sleeps; the shipper says that it sleeps and looks
 * whether something was committed: one of them sees the other, and the sleep ends.
 */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "one sees the other")
@Outcome(id = "false", expect = FORBIDDEN, desc = "the record waits as long as the sleep lasts")
@State
public class WakeupStress {
  private static final byte[] RECORD = new byte[8];
  private static final long LONG_NANOS = 5_000_000_000L;

  private final Segment segment = new HeapSegment(new byte[64], 1, 0);
  private final Wakeup wakeup = new Wakeup();

  public WakeupStress() {
    segment.limit(1 << 20, 0); // all of its 64 bytes
  }

  @Actor
  public void writer() {
    int at = segment.reserve(Segment.entrySize(RECORD.length), Share.COMMON);
    segment.write(at, RECORD, 0, RECORD.length, 0, 0);
    wakeup.recordCommitted();
  }

  @Actor
  public void sleeper(Z_Result result) {
    long begun = System.nanoTime();
    wakeup.sleepUntilRecord(LONG_NANOS, () -> segment.isCommitted(0));
    result.r1 = System.nanoTime() - begun < LONG_NANOS;
  }
}
