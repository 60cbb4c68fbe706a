package dev.logline.buffer;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The files of a spool, version {@value #VERSION}.
 *
 * <pre>
 * spool/                            one directory for any number of processes
 *   v1-018f3a2b4c5d6e7f/            one run of one process: 12 hex digits of its start in
 *                                   milliseconds, 4 at random
 *     lock                          held by the process that writes or empties the directory
 *     resource                      the run's resource, once its boot knew it
 *     counts                        how many entries of each segment were committed and released
 *     0000000000000000.seg          segments, in the order in which they were opened
 *
 * segment, little-endian:
 *     0  header   int64 magic "LOGLINE1", int32 version, int32 size of the file, int64 nonce,
 *                 32 bytes of 0, int32 CRC32C of the 56 bytes before it, 4 bytes of 0
 *    64  header   the same once more: a flipped bit in one is not the end of both
 *   128  entries  see {@link Segment}; the checksum is the CRC32C of scope and record, mixed with
 *                 the nonce, the entry's offset, its length and meta; then zeros
 *
 * resource: int32 CRC32C of the rest, bytes
 *
 * counts, little-endian: for each segment 16 bytes, in any order; the first 16 mean nothing
 *     0  int32 number in the segment's name and 1, or 0: of none
 *     4  int32 entries that were committed, and of each thread one more that was about to be
 *     8  int32 entries that were released
 *    12  int32 records that were said to be lost
 * </pre>
 *
 * <p>The state of an entry is {@link Segment#COMMITTED} until the backend accepted it, or it was
 * counted as lost, then {@link Segment#RELEASED}. No two states differ in a single bit, and what is
 * none of them counts as committed if its checksum is right. What was committed, not released and
 * is not whole is lost: the counts say how much that is where segments were damaged, cut or
 * deleted.
 */
final class SpoolFormat {
  static final int VERSION = 1;
  static final String RUN_PREFIX = "v" + VERSION + "-";
  static final String LOCK = "lock";
  static final String RESOURCE = "resource";
  static final String COUNTS = "counts";
  static final String SEGMENT_SUFFIX = ".seg";

  /** Where the entries begin. */
  static final int ENTRIES = 128;

  /** The largest size of a new segment's file. */
  static final int SEGMENT_BYTES = 4 << 20;

  /** The smallest: the largest record has its place in it. */
  static final int LEAST_SEGMENT_BYTES = (1 << 20) + 4096;

  static final int COUNTS_SLOT = 16;
  static final int COMMITTED_COUNT = 4;
  static final int RELEASED_COUNT = 8;
  static final int SAID_COUNT = 12;

  private static final long MAGIC = 0x31454E494C474F4CL; // LOGLINE1
  private static final int HEADER = 64;
  private static final int CHECKED = 56;

  private SpoolFormat() {}

  static String segmentName(long index) {
    return "%016x".formatted(index) + SEGMENT_SUFFIX;
  }

  /** The number in a segment's name, or -1 where it is no name that we give. */
  static long segmentNumber(Path segment) {
    String name = segment.getFileName().toString();
    return name.matches("[0-9a-f]{16}\\" + SEGMENT_SUFFIX)
        ? Long.parseUnsignedLong(name.substring(0, 16), 16)
        : -1;
  }

  /** The size of the segments of a spool of so many bytes: a sixteenth, within the limits. */
  static int segmentBytes(long spoolBytes) {
    long share = spoolBytes / 16 & -4096;
    return (int) Math.max(LEAST_SEGMENT_BYTES, Math.min(SEGMENT_BYTES, share));
  }

  static byte[] header(int size, long nonce) {
    byte[] bytes = new byte[ENTRIES];
    ByteBuffer header = FileOps.view(bytes);
    for (int at = 0; at < ENTRIES; at += HEADER) {
      header.putLong(at, MAGIC).putInt(at + 8, VERSION).putInt(at + 12, size);
      header.putLong(at + 16, nonce);
      header.putInt(at + CHECKED, crc(bytes, at, CHECKED));
    }
    return bytes;
  }

  /** Whether one of the headers is whole; {@link #nonce} is right then. */
  static boolean hasHeader(byte[] file) {
    return headerAt(file) >= 0;
  }

  static long nonce(byte[] file) {
    return FileOps.view(file).getLong(headerAt(file) + 16);
  }

  /** Whether the file is shorter than it was made. */
  static boolean isCut(byte[] file) {
    return FileOps.view(file).getInt(headerAt(file) + 12) > file.length;
  }

  /** Whether there is no entry in the file, nor a part of one. */
  static boolean isBlank(byte[] file) {
    int all = 0;
    for (int i = ENTRIES; i < file.length; i++) {
      all |= file[i];
    }
    return all == 0;
  }

  private static int headerAt(byte[] file) {
    for (int at = 0; at + HEADER <= Math.min(file.length, ENTRIES); at += HEADER) {
      ByteBuffer header = FileOps.view(file);
      if (header.getLong(at) == MAGIC
          && header.getInt(at + 8) == VERSION
          && header.getInt(at + CHECKED) == crc(file, at, CHECKED)) {
        return at;
      }
    }
    return -1;
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  /** The checksum of an entry: no entry of another place or segment has it. */
  static int checksum(long nonce, int offset, int length, int meta, int crc) {
    long mixed = nonce ^ ((long) offset << 32 | length) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 29 ^ meta) * 0xBF58476D1CE4E5B9L;
    return crc ^ (int) (mixed >>> 32);
  }

  static byte[] resourceFile(byte[] resource) {
    byte[] file = new byte[Integer.BYTES + resource.length];
    FileOps.view(file).putInt(crc(resource, 0, resource.length)).put(resource);
    return file;
  }

  /** The resource in such a file, or null where it is damaged. */
  static byte[] resource(byte[] file) {
    boolean whole =
        file.length >= Integer.BYTES
            && FileOps.view(file).getInt(0)
                == crc(file, Integer.BYTES, file.length - Integer.BYTES);
    return whole ? Arrays.copyOfRange(file, Integer.BYTES, file.length) : null;
  }
}
