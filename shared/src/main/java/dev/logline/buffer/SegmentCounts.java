package dev.logline.buffer;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * How many entries of each of a run's segments were committed and released, in a file of their own:
 * what a damaged segment lacks is known by it. Its format: {@link SpoolFormat}.
 */
final class SegmentCounts {
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int MOST = 1 << 16;

  private final MappedByteBuffer mapped;
  private final int slots;
  private final BitSet taken = new BitSet(); // the thread's that makes segments

  private SegmentCounts(MappedByteBuffer mapped, int slots) {
    this.mapped = mapped;
    this.slots = slots;
    taken.set(0); // for segments that find no other, and read by nobody
  }

  /**
   * @param segments how many there may be; those beyond {@value #MOST} are not counted
   */
  static SegmentCounts create(Path file, long segments, FileOps files) throws IOException {
    int slots = (int) Math.min(segments, MOST) + 1;
    return new SegmentCounts(
        files.allocate(file, new byte[0], slots * SpoolFormat.COUNTS_SLOT), slots);
  }

  /** A slot for the segment in the file of that number. */
  Slot take(long number) {
    int free = taken.nextClearBit(0);
    int slot = free < slots ? free : 0;
    taken.set(slot);
    int at = slot * SpoolFormat.COUNTS_SLOT;
    mapped.putInt(at + SpoolFormat.COMMITTED_COUNT, 0);
    mapped.putInt(at + SpoolFormat.RELEASED_COUNT, 0);
    INT.setRelease(mapped, at, (int) number + 1);
    return new Slot(mapped, at);
  }

  /** The segment's file is gone. */
  void free(Slot slot) {
    INT.setRelease(mapped, slot.at, 0);
    taken.clear(slot.at / SpoolFormat.COUNTS_SLOT);
    taken.set(0);
  }

  /** The counts of one segment. */
  static final class Slot {
    private final ByteBuffer counts;
    private final int at;

    private Slot(ByteBuffer counts, int at) {
      this.counts = counts.duplicate().order(ByteOrder.LITTLE_ENDIAN);
      this.at = at;
    }

    /** One entry more will be committed: before it is, for then its segment may be done with. */
    void committing() {
      int unused = (int) INT.getAndAdd(counts, at + SpoolFormat.COMMITTED_COUNT, 1);
    }

    /** One entry more will be released; under the buffer's head lock. */
    void releasing() {
      int released = at + SpoolFormat.RELEASED_COUNT;
      counts.putInt(released, counts.getInt(released) + 1);
    }
  }
}
