package dev.logline.buffer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Who sees that an entry is committed sees all of it. */
@JCStressTest
@Outcome(id = "-1, 0, 0, 0", expect = ACCEPTABLE, desc = "not there yet")
@Outcome(id = "16, 2, 9, 7", expect = ACCEPTABLE, desc = "there, and whole")
@Outcome(expect = FORBIDDEN, desc = "there, and torn")
@State
public class CommitStress {
  private static final byte[] RECORD = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};

  private final Segment segment = new HeapSegment(new byte[64], 1, 0);

  public CommitStress() {
    segment.limit(1 << 20, 0); // all of its 64 bytes
  }

  @Actor
  public void writer() {
    int at = segment.reserve(Segment.entrySize(RECORD.length), Share.COMMON);
    int meta = Segment.meta(2, 9, RecordBuffer.Origin.APPENDER);
    segment.write(at, RECORD, 0, RECORD.length, meta, 0);
  }

  @Actor
  public void reader(IIII_Result result) {
    if (segment.isCommitted(0)) {
      result.r1 = segment.length(0);
      result.r2 = Segment.scopeLength(segment.meta(0));
      result.r3 = Segment.severity(segment.meta(0));
      result.r4 = segment.bytes.get(Segment.HEADER + RECORD.length - 1);
    } else {
      result.r1 = -1;
    }
  }
}
