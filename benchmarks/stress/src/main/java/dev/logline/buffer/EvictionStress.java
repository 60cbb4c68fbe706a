package dev.logline.buffer;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * The oldest segment of a spool is dropped while a writer may still be within it: its record is
 * dropped whole, or stays and holds the segment, whose file nobody touches once it is given back.
 *
 * <p>The results: where the writer wrote, how many records were dropped, whether the segment was,
 * and how many are left; -1 where the segment was written to after it had been given back.
 */
@JCStressTest
@Outcome(id = "-1, 0, 1, 0", expect = ACCEPTABLE, desc = "the writer came too late")
@Outcome(id = "0, 1, 1, 0", expect = ACCEPTABLE, desc = "dropped")
@Outcome(id = "0, 0, 0, 1", expect = ACCEPTABLE, desc = "it was just being written, and stays")
@Outcome(expect = FORBIDDEN, desc = "lost, torn, or written into what is deleted")
@State
public class EvictionStress {
  private static final byte[] RECORD = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
  private static final int META = Segment.meta(2, 9, RecordBuffer.Origin.APPENDER);

  /** What is in a segment that was given back, whose file would be truncated. */
  private static final byte DELETED = 0x11;

  private final Segment oldest = MappedSlots.segment(0);
  private final Segment next = MappedSlots.segment(1);
  private final SegmentRow row = new SegmentRow(0);
  private final EvictionCount dropped = new EvictionCount();

  public EvictionStress() {
    row.extend(oldest);
  }

  @Actor
  public void writer(IIII_Result result) {
    result.r1 = oldest.reserve(Segment.entrySize(RECORD.length), Share.COMMON);
    if (result.r1 >= 0) {
      oldest.write(result.r1, RECORD, 0, RECORD.length, META, 0);
    }
  }

  @Actor
  public void evictor(IIII_Result result) {
    row.extend(next);
    Segment passed = row.dropSegment(dropped);
    if (passed != null) {
      for (int at = 0; at < MappedSlots.BYTES; at++) {
        passed.bytes.put(at, DELETED);
      }
      result.r3 = 1;
    }
  }

  @Arbiter
  public void rest(IIII_Result result) {
    result.r2 = dropped.evicted;
    Batch left = row.take(9, 1 << 20, passed -> {});
    if (left != null && MappedSlots.isWhole(left.segment(0), left.offset(0), RECORD, META)) {
      result.r4 = left.size();
    }
    for (int at = 0; at < MappedSlots.BYTES && result.r3 == 1; at++) {
      if (oldest.bytes.get(at) != DELETED) {
        result.r4 = -1;
      }
    }
  }
}
