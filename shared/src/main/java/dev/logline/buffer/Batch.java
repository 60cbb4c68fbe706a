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

  private Batch(SegmentRow row, Entries entries, int from, int to, long bytes) {
    this.row = row;
    this.entries = entries;
    this.from = from;
    this.to = to;
    this.bytes = bytes;
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

  /** Copies the scope of record {@code i}. */
  public void copyScope(int i, byte[] target, int at) {
    segment(i).copy(scopeAt(i), target, at, scopeLength(i));
  }

  /** Copies record {@code i}, without its scope. */
  public void copyRecord(int i, byte[] target, int at) {
    int scopeHere = scopeAt(i) == offset(i) + Segment.HEADER ? scopeLength(i) : 0;
    int record = offset(i) + Segment.HEADER + scopeHere;
    int length = entryLength(i) - scopeHere;
    if (Reference.isIn(entries.metas[from + i])) {
      Reference.copy(segment(i), record, length, target, at);
    } else {
      segment(i).copy(record, target, at, length);
    }
  }

  /** A copy of the scope of record {@code i}, and the record behind it. */
  public byte[] scopeAndRecord(int i) {
    byte[] copy = new byte[length(i)];
    copyScope(i, copy, 0);
    copyRecord(i, copy, scopeLength(i));
    return copy;
  }

  public boolean sameScope(int i, int j) {
    return (segment(i) == segment(j) && scopeAt(i) == scopeAt(j)) || scope(i).equals(scope(j));
  }

  /** A view of the scope of record {@code i}. */
  public ByteBuffer scope(int i) {
    return segment(i).bytes.slice(scopeAt(i), scopeLength(i));
  }

  private int scopeAt(int i) {
    return entries.scopes[from + i];
  }

  /** The first half of at least two records; together with {@link #secondHalf} it is the whole. */
  public Batch firstHalf() {
    return part(from, middle());
  }

  public Batch secondHalf() {
    return part(middle(), to);
  }

  private Batch part(int from, int to) {
    return new Batch(row, entries, from, to, entries.bytes(from, to));
  }

  private int middle() {
    return (from + to) >>> 1;
  }

  /**
   * Where entries are, and what their headers say: read once, when they are taken, because who
   * wrote them did so on another core.
   */
  static final class Entries {
    private Segment[] segments;
    private int[] offsets;
    private int[] lengths;
    private int[] metas;
    private int[] scopes;
    private int size;

    Entries(int expected) {
      int room = Math.max(64, expected);
      segments = new Segment[room];
      offsets = new int[room];
      lengths = new int[room];
      metas = new int[room];
      scopes = new int[room];
    }

    void add(Segment segment, int offset, int length, int meta, int scopeAt) {
      if (size == offsets.length) {
        segments = Arrays.copyOf(segments, size * 2);
        offsets = Arrays.copyOf(offsets, size * 2);
        lengths = Arrays.copyOf(lengths, size * 2);
        metas = Arrays.copyOf(metas, size * 2);
        scopes = Arrays.copyOf(scopes, size * 2);
      }
      segments[size] = segment;
      offsets[size] = offset;
      lengths[size] = length;
      scopes[size] = scopeAt;
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
      return length(segments[i], offsets[i], lengths[i], metas[i], scopes[i]);
    }

    /** Bytes of scope and record of an entry, wherever they stand. */
    static int length(Segment segment, int at, int length, int meta, int scopeAt) {
      int own = scopeAt == at + Segment.HEADER ? length : length + Segment.scopeLength(meta);
      return Reference.isIn(meta) ? own - Reference.BYTES + Reference.shared(segment, at) : own;
    }

    /** All of them, or null where there are none. */
    Batch in(SegmentRow row, long bytes) {
      return size == 0 ? null : new Batch(row, this, 0, size, bytes);
    }
  }
}
