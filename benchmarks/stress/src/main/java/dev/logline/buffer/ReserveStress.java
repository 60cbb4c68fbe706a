package dev.logline.buffer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Two writers never get the same place, and what is sealed holds exactly what was reserved. */
@JCStressTest
@Outcome(id = "-1, 0, 24", expect = ACCEPTABLE, desc = "sealed between them")
@Outcome(
    id = {"0, 24, 48", "24, 0, 48"},
    expect = ACCEPTABLE,
    desc = "sealed after both")
@Outcome(expect = FORBIDDEN, desc = "one place twice, or an entry behind the end")
@State
public class ReserveStress {
  private final Segment segment = new HeapSegment(new byte[64], 1, 0);

  public ReserveStress() {
    segment.limit(1 << 20, 0); // all of its 64 bytes
  }

  @Actor
  public void first(III_Result result) {
    result.r1 = segment.reserve(24, Share.COMMON);
  }

  @Actor
  public void secondThatSeals(III_Result result) {
    result.r2 = segment.reserve(24, Share.URGENT);
    segment.seal();
  }

  @Arbiter
  public void end(III_Result result) {
    result.r3 = segment.end();
  }
}
