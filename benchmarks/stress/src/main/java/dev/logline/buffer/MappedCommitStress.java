package dev.logline.buffer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * In a file, too, who sees that an entry is committed sees all of it; and of a writer that commits
 * and looks for a reader, and a reader that comes and looks for an entry, one sees the other.
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "not there yet, and the writer knows who waits")
@Outcome(
    id = {"0, 1", "1, 1"},
    expect = ACCEPTABLE,
    desc = "there, and whole")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "neither saw the other")
@Outcome(expect = FORBIDDEN, desc = "there, and torn")
@State
public class MappedCommitStress {
  private static final byte[] RECORD = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
  private static final int META = Segment.meta(2, 9, RecordBuffer.Origin.APPENDER);

  private final Segment segment = MappedSlots.segment(0);
  private volatile boolean waits;

  @Actor
  public void writer(II_Result result) {
    int at = segment.reserve(Segment.entrySize(RECORD.length), Share.COMMON);
    segment.write(at, RECORD, 0, RECORD.length, META, 0);
    result.r1 = waits ? 1 : 0;
  }

  @Actor
  public void reader(II_Result result) {
    waits = true;
    if (segment.isCommitted(0)) {
      result.r2 = MappedSlots.isWhole(segment, 0, RECORD, META) ? 1 : -1;
    }
  }
}
