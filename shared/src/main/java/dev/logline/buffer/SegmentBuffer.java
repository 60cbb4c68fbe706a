package dev.logline.buffer;

import dev.logline.buffer.Overflow.Policy;
import java.io.IOException;
import java.time.Duration;

/**
 * A {@link RecordBuffer} of segments, each filled by compare-and-set. Bounded in bytes, of which
 * each record may fill its {@link Share}; what is full does as its {@link Overflow} says.
 */
final class SegmentBuffer implements RecordBuffer {
  /** How long a call waits for a segment that was given up for its sake to be ready. */
  private static final Duration SOON = Duration.ofMillis(100);

  private final SegmentSource source;
  private final Spool spool; // null: nothing is kept beyond the end of the process
  private final Leftovers leftovers; // null as well
  private final Overflow overflow;
  private final Wakeup wakeup;
  private final LossListener losses;
  private final Room room;
  private final SegmentRows rows;
  private volatile boolean suspended;

  SegmentBuffer(
      SegmentSource source,
      Spool spool,
      Leftovers leftovers,
      Overflow overflow,
      Room room,
      Wakeup wakeup,
      LossListener losses) {
    this.source = source;
    this.spool = spool;
    this.leftovers = leftovers;
    this.overflow = overflow;
    this.wakeup = wakeup;
    this.losses = losses;
    this.room = room;
    this.rows = new SegmentRows(source, overflow.lanes(), wakeup, room);
  }

  @Override
  public int maxRecordBytes() {
    return HeapSegments.BYTES - Segment.HEADER;
  }

  @Override
  public boolean offer(
      byte[] bytes, int length, int scopeLength, int severity, Origin origin, Repeats repeats) {
    if (length + (repeats == null ? 0 : repeats.leftOut()) > maxRecordBytes()) {
      return false;
    }
    int meta = Segment.meta(scopeLength, severity, origin);
    Share share = Share.of(severity);
    SegmentRow row = rows.row(overflow.lane(severity));
    boolean appended =
        rows.append(row, bytes, length, repeats, meta, share, false)
            || (rows.freeIdle(row) && rows.append(row, bytes, length, repeats, meta, share, false))
            || room.await(
                () -> rows.append(row, bytes, length, repeats, meta, share, false),
                () -> rows.append(row, bytes, length, repeats, meta, share.afterWaiting(), true))
            || appendAnyway(row, bytes, length, repeats, meta, share);
    if (appended) {
      try {
        wakeup.recordCommitted();
      } catch (StackOverflowError e) {
        return true; // it is taken; the next one wakes who is to send it
      }
    }
    return appended;
  }

  /** Appends where the record is less safe, or where others are dropped, if the policy says so. */
  private boolean appendAnyway(
      SegmentRow row, byte[] bytes, int length, Repeats repeats, int meta, Share share) {
    int freed = rows.freed();
    boolean appended = rows.append(row, bytes, length, repeats, meta, share, true);
    while (!appended && evictFor(row, freed)) {
      freed = rows.freed();
      appended = rows.append(row, bytes, length, repeats, meta, share, false);
      if (!appended && !source.isPrompt()) {
        return room.await(SOON, () -> rows.append(row, bytes, length, repeats, meta, share, false));
      }
    }
    return appended;
  }

  /** Drops older records of the rows that the policy gives up for {@code row}'s sake. */
  private boolean evictFor(SegmentRow row, int freed) {
    if (overflow.policy() == Policy.DROP_OLDEST) {
      return rows.evict(row, freed, losses);
    }
    for (int lane = 0;
        overflow.policy() == Policy.DROP_LOWEST_SEVERITY && lane < row.lane;
        lane++) {
      if (rows.evict(rows.row(lane), freed, losses)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Batch take(int maxRecords, int maxBytes) {
    Batch earlier = leftovers == null ? null : leftovers.take(maxRecords, maxBytes);
    if (earlier != null) {
      return earlier;
    }
    Batch batch = rows.take(maxRecords, maxBytes);
    if (batch != null) {
      room.taken();
    }
    return batch;
  }

  @Override
  public void release(Batch batch) {
    if (batch.lane() < 0) {
      leftovers.release(batch);
    } else {
      room.delivered();
      rows.release(batch);
    }
  }

  @Override
  public void leaveEarlier() {
    if (leftovers != null) {
      leftovers.close();
    }
  }

  @Override
  public void quiet() {
    room.quiet();
  }

  @Override
  public void deliveryFailed() {
    room.stalled();
  }

  @Override
  public long backlogBytes() {
    // What earlier runs left is not known before it is read: it counts as a segment.
    long bytes = leftovers == null || leftovers.isOver() ? 0 : SpoolFormat.SEGMENT_BYTES;
    return bytes + rows.backlogBytes();
  }

  @Override
  public Mark mark() {
    return rows.mark();
  }

  @Override
  public boolean isTaken(Mark mark) {
    return rows.isTaken(mark);
  }

  @Override
  public boolean keeps() {
    return spool != null;
  }

  @Override
  public boolean isDurable() {
    return spool != null && !suspended && source.heldBytes() == 0;
  }

  @Override
  public long heldBytes() {
    return source.heldBytes();
  }

  @Override
  public long capacityBytes() {
    return source.capacityBytes();
  }

  @Override
  public void trim() {
    source.trim();
  }

  @Override
  public void noteResource(byte[] resource) throws IOException {
    if (spool != null) {
      spool.noteResource(resource);
    }
  }

  @Override
  public void suspend() {
    suspended = true;
    room.stalled();
    rows.seal();
    leaveEarlier();
    source.suspend();
  }

  @Override
  public void leave(Batch batch) {
    if (batch.lane() >= 0) { // else another run's, as it was before
      rows.leave(batch);
    }
  }

  @Override
  public void resume() throws IOException {
    room.start();
    rows.seal(); // what comes gets other nonces
    source.resume();
    suspended = false;
    if (leftovers != null) {
      leftovers.reopen();
    }
    wakeup.wake();
  }

  @Override
  public void close() {
    rows.seal();
    leaveEarlier();
    source.close();
  }

  @Override
  public String toString() {
    return "SegmentBuffer{bytes=" + capacityBytes() + ", " + overflow + ", " + source + "}";
  }
}
