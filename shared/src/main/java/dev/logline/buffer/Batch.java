package dev.logline.buffer;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Records that were taken together; they lie in the buffer until the batch is released. */
public final class Batch {
  private final SegmentRow row;
  private final Entries entries;
  private final int from;
  private final int to;
  private final long bytes;

  private Batch(SegmentRow row, Entries entries, int from, int to) {
    this.row = row;
    this.entries = entries;
    this.from = from;
    this.to = to;
    this.bytes = entries.bytes(from, to);
  }

  public int size() {
    return to - from;
  }

  /** Bytes of all scopes and records. */
  public long bytes() {
    return bytes;
  }

  public RecordBuffer.Origin origin() {
    return Segment.origin(entries.metas[from]);
  }

  /** Where the first record stands in the buffer: later ones of its lane have a larger number. */
  public long position() {
    return segment(0).position(offset(0));
  }

  /**
   * The resource of the earlier run that logged the records, empty where that was not known; null
   * where this run did.
   */
  public byte[] earlierResource() {
    return row.resource;
  }

  /** Whether record {@code i} is kept beyond the end of the process. */
  public boolean isDurable(int i) {
    return segment(i).isDurable();
  }

  /**
   * A number that no other segment has, here or elsewhere, of the one that record {@code i} is in.
   */
  public long nonce(int i) {
    return segment(i).nonce;
  }

  /** Where record {@code i} is in its segment: the same one when a later run ships it. */
  public int place(int i) {
    return offset(i);
  }

  int lane() {
    return row.lane;
  }

  SegmentRow row() {
    return row;
  }

  Segment segment(int i) {
    return entries.segments[from + i];
  }

  int offset(int i) {
    return entries.offsets[from + i];
  }

  public int severity(int i) {
    return Segment.severity(entries.metas[from + i]);
  }

  /** Bytes of record {@code i} and its scope. */
  public int length(int i) {
    return entries.recordLength(from + i);
  }

  /** Bytes of them that are in the entry, the reference to others included. */
  int entryLength(int i) {
    return entries.lengths[from + i];
  }

  public int scopeLength(int i) {
    return Segment.scopeLength(entries.metas[from + i]);
  }

  /** Copies {@code length} bytes of record {@code i}, from {@code start} in scope and record. */
  public void copy(int i, int start, byte[] target, int at, int length) {
    if (Reference.isIn(entries.metas[from + i])) {
      Reference.copy(segment(i), offset(i), start, target, at, length);
    } else {
      segment(i).copy(offset(i) + Segment.HEADER + start, target, at, length);
    }
  }

  public boolean sameScope(int i, int j) {
    return scopeLength(i) == scopeLength(j) && scope(i).equals(scope(j));
  }

  /** A view of the scope of record {@code i}. */
  public ByteBuffer scope(int i) {
    return segment(i).bytes.slice(offset(i) + Segment.HEADER, scopeLength(i));
  }

  /** The first half of at least two records; together with {@link #secondHalf} it is the whole. */
  public Batch firstHalf() {
    return new Batch(row, entries, from, middle());
  }

  public Batch secondHalf() {
    return new Batch(row, entries, middle(), to);
  }

  private int middle() {
    return (from + to) >>> 1;
  }

  /**
   * Where entries are, and what their headers say: read once, when they are taken, because who
   * wrote them did so on another core.
   */
  static final class Entries {
    private Segment[] segments = new Segment[64];
    private int[] offsets = new int[64];
    private int[] lengths = new int[64];
    private int[] metas = new int[64];
    private int size;

    void add(Segment segment, int offset, int length, int meta) {
      if (size == offsets.length) {
        segments = Arrays.copyOf(segments, size * 2);
        offsets = Arrays.copyOf(offsets, size * 2);
        lengths = Arrays.copyOf(lengths, size * 2);
        metas = Arrays.copyOf(metas, size * 2);
      }
      segments[size] = segment;
      offsets[size] = offset;
      lengths[size] = length;
      metas[size++] = meta;
    }

    int size() {
      return size;
    }

    private long bytes(int from, int to) {
      long sum = 0;
      for (int i = from; i < to; i++) {
        sum += recordLength(i);
      }
      return sum;
    }

    private int recordLength(int i) {
      return Reference.isIn(metas[i])
          ? Reference.recordLength(segments[i], offsets[i])
          : lengths[i];
    }

    /** All of them, or null where there are none. */
    Batch in(SegmentRow row) {
      return size == 0 ? null : new Batch(row, this, 0, size);
    }
  }
}
