package dev.logline.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;

/** A segment in a file: what is committed survives the process, whatever ends it. */
final class MappedSegment extends Segment {
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  final Path file;
  final MappedByteBuffer mapped;
  final SegmentCounts.Slot counts;

  /** Whether something was stored since the disk was told last; the spool's thread's own. */
  int forcedTo;

  MappedSegment(
      MappedByteBuffer mapped, Path file, SegmentCounts.Slot counts, long nonce, long index) {
    super(mapped.slice(SpoolFormat.ENTRIES, mapped.capacity() - SpoolFormat.ENTRIES), nonce, index);
    this.file = file;
    this.mapped = mapped;
    this.counts = counts;
  }

  @Override
  void commit(int at, byte state) {
    if (state == COMMITTED) {
      counts.committing();
    }
    INT.setVolatile(bytes, at, state << 24 | length(at));
  }

  @Override
  byte state(int at) {
    return (byte) ((int) INT.getAcquire(bytes, at) >>> 24);
  }

  @Override
  void write(int at, byte[] source, int from, int length, int meta, int scopeAt) {
    byte state = VOID;
    try {
      bytes.put(at + HEADER, source, from, length);
      int crc = SpoolFormat.crc(source, from, length);
      bytes.putInt(at + 2 * Integer.BYTES, SpoolFormat.checksum(nonce, at, length, meta, crc));
      state = COMMITTED;
    } finally {
      bytes.putInt(at, length);
      bytes.putInt(at + Integer.BYTES, meta);
      commit(at, state);
    }
  }

  /** For the next run: this one is not to be sent again. */
  @Override
  void release(int at) {
    counts.releasing();
    bytes.put(at + STATE, RELEASED);
  }

  @Override
  boolean isDurable() {
    return true;
  }
}
