package dev.logline.buffer;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Small segments in one mapped file, which is deleted as soon as it is mapped: the system would not
 * have as many mappings as there are states.
 *
 * <p>They come round again after 65,536: the states that there are at a time, 10,240 if nothing
 * else is said to jcstress, need at most two each.
 */
final class MappedSlots {
  /** For the entries of one segment. */
  static final int BYTES = 64;

  private static final int SLOT = SpoolFormat.ENTRIES + BYTES;
  private static final int COUNT = 1 << 16;
  private static final byte[] ZEROS = new byte[SLOT];
  private static final Path NO_FILE = Path.of("deleted");
  private static final MappedByteBuffer FILE = map();
  private static final SegmentCounts COUNTS = counts();
  private static final AtomicInteger NEXT = new AtomicInteger();

  private MappedSlots() {}

  private static MappedByteBuffer map() {
    try {
      Path file = Files.createTempFile("logline-stress", SpoolFormat.SEGMENT_SUFFIX);
      try (FileChannel channel = FileChannel.open(file, READ, WRITE, DELETE_ON_CLOSE)) {
        return channel.map(MapMode.READ_WRITE, 0, (long) COUNT * SLOT);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SegmentCounts counts() {
    try {
      Path directory = Files.createTempDirectory("logline-stress");
      Path file = directory.resolve(SpoolFormat.COUNTS);
      SegmentCounts counts = SegmentCounts.create(file, 0, new FileOps());
      Files.delete(file);
      Files.delete(directory);
      return counts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty segment that takes entries of any severity. */
  static MappedSegment segment(long index) {
    int slot = NEXT.getAndIncrement() & (COUNT - 1);
    MappedByteBuffer mapped = FILE.slice(slot * SLOT, SLOT);
    mapped.put(0, ZEROS);
    MappedSegment segment = new MappedSegment(mapped, NO_FILE, COUNTS.take(slot), slot, index);
    segment.limit(1 << 20, 0); // all of its 64 bytes
    return segment;
  }

  /** Whether the entry holds just this record, as the next run would find out. */
  static boolean isWhole(Segment segment, int at, byte[] record, int meta) {
    int crc = SpoolFormat.crc(read(segment, at, record.length), 0, record.length);
    return segment.length(at) == record.length
        && segment.bytes.getInt(at + 2 * Integer.BYTES)
            == SpoolFormat.checksum(segment.nonce, at, record.length, meta, crc);
  }

  private static byte[] read(Segment segment, int at, int length) {
    byte[] bytes = new byte[length];
    segment.bytes.get(at + Segment.HEADER, bytes);
    return bytes;
  }
}
