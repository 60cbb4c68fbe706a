package dev.logline.buffer;

import java.util.Arrays;

/** Records that were taken together; they lie in the buffer until the batch is released. */
public final class Batch {
  private final SegmentRow row;
  private final Segment[] segments;
  private final int[] offsets;
  private final int from;
  private final int to;
  private final long bytes;

  private Batch(SegmentRow row, Segment[] segments, int[] offsets, int from, int to) {
    this.row = row;
    this.segments = segments;
    this.offsets = offsets;
    this.from = from;
    this.to = to;
    long sum = 0;
    for (int i = from; i < to; i++) {
      sum += segments[i].length(offsets[i]);
    }
    this.bytes = sum;
  }

  public int size() {
    return to - from;
  }

  /** Bytes of all scopes and records. */
  public long bytes() {
    return bytes;
  }

  public RecordBuffer.Origin origin() {
    return segments[from].origin(offsets[from]);
  }

  /** Where the first record stands in the buffer: later ones of its lane have a larger number. */
  public long position() {
    return segments[from].position(offsets[from]);
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
    return segments[from + i];
  }

  int offset(int i) {
    return offsets[from + i];
  }

  public int severity(int i) {
    return segments[from + i].severity(offsets[from + i]);
  }

  /** Bytes of record {@code i} and its scope. */
  public int length(int i) {
    return segments[from + i].length(offsets[from + i]);
  }

  public int scopeLength(int i) {
    return segments[from + i].scopeLength(offsets[from + i]);
  }

  /** Copies {@code length} bytes of record {@code i}, from {@code start} in scope and record. */
  public void copy(int i, int start, byte[] target, int at, int length) {
    segments[from + i].bytes.get(offsets[from + i] + Segment.HEADER + start, target, at, length);
  }

  public int scopeHash(int i) {
    return scope(i).hashCode();
  }

  public boolean sameScope(int i, int j) {
    return scope(i).equals(scope(j));
  }

  private java.nio.ByteBuffer scope(int i) {
    return segments[from + i].bytes.slice(offsets[from + i] + Segment.HEADER, scopeLength(i));
  }

  /** The first half of at least two records; together with {@link #secondHalf} it is the whole. */
  public Batch firstHalf() {
    return new Batch(row, segments, offsets, from, middle());
  }

  public Batch secondHalf() {
    return new Batch(row, segments, offsets, middle(), to);
  }

  private int middle() {
    return (from + to) >>> 1;
  }

  static final class Builder {
    private Segment[] segments = new Segment[64];
    private int[] offsets = new int[64];
    private int size;
    private final SegmentRow row;

    Builder(SegmentRow row) {
      this.row = row;
    }

    void add(Segment segment, int offset) {
      if (size == offsets.length) {
        segments = Arrays.copyOf(segments, size * 2);
        offsets = Arrays.copyOf(offsets, size * 2);
      }
      segments[size] = segment;
      offsets[size++] = offset;
    }

    int size() {
      return size;
    }

    Batch build() {
      return size == 0 ? null : new Batch(row, segments, offsets, 0, size);
    }
  }
}
