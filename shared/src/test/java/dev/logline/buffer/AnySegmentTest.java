package dev.logline.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes of a segment are: no exception, no record that was not written. */
class AnySegmentTest {
  private static final Path FILE = Path.of("a.seg");
  private static final long NONCE = 0x1234_5678_9ABC_DEF0L;

  /** A segment with records of these lengths, and where each is. */
  private static byte[] segment(List<Integer> lengths, List<Integer> starts) {
    int bytes = SpoolFormat.ENTRIES;
    for (int length : lengths) {
      starts.add(bytes - SpoolFormat.ENTRIES);
      bytes += Segment.entrySize(length);
    }
    byte[] file = new byte[bytes + 64];
    byte[] header = SpoolFormat.header(file.length, NONCE);
    System.arraycopy(header, 0, file, 0, header.length);
    for (int i = 0; i < lengths.size(); i++) {
      write(file, starts.get(i), RecordBufferContractTest.record(i, lengths.get(i)));
    }
    return file;
  }

  private static void write(byte[] file, int at, byte[] record) {
    int meta = Segment.meta(2, 9, RecordBuffer.Origin.APPENDER);
    int crc = SpoolFormat.crc(record, 0, record.length);
    int word = Segment.COMMITTED << 24 | record.length;
    FileOps.view(file)
        .putInt(SpoolFormat.ENTRIES + at, word)
        .putInt(SpoolFormat.ENTRIES + at + 4, meta)
        .putInt(
            SpoolFormat.ENTRIES + at + 8, SpoolFormat.checksum(NONCE, at, record.length, meta, crc))
        .put(SpoolFormat.ENTRIES + at + Segment.HEADER, record);
  }

  private static List<Integer> read(byte[] file) {
    if (file.length < SpoolFormat.ENTRIES || !SpoolFormat.hasHeader(file)) {
      return List.of();
    }
    LeftSegment segment = new LeftSegment(FILE, file, 0);
    List<Integer> starts = new ArrayList<>();
    for (int at = segment.start(); segment.isCommitted(at); at += segment.extent(at)) {
      starts.add(at);
    }
    return starts;
  }

  @Property
  void anyBytesGiveNothing(@ForAll @Size(max = 4_000) byte[] bytes, @ForAll boolean withHeader) {
    byte[] file = bytes.clone();
    if (withHeader && file.length >= SpoolFormat.ENTRIES) {
      byte[] header = SpoolFormat.header(file.length, NONCE);
      System.arraycopy(header, 0, file, 0, header.length);
    }
    assertThat(read(file)).isEmpty();
  }

  @Property
  void whatIsNotTouchedIsReadAndNothingElse(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 8, max = 700) Integer> lengths,
      @ForAll @Size(max = 6) List<@IntRange(max = 40_000) Integer> places,
      @ForAll byte value) {
    List<Integer> starts = new ArrayList<>();
    byte[] file = segment(lengths, starts);
    byte[] intact = file.clone();
    for (int place : places) {
      int at = SpoolFormat.ENTRIES + place % (file.length - SpoolFormat.ENTRIES);
      file[at] = value;
    }
    TreeSet<Integer> untouched = new TreeSet<>();
    for (int i = 0; i < starts.size(); i++) {
      int from = SpoolFormat.ENTRIES + starts.get(i);
      int to = from + Segment.HEADER + lengths.get(i);
      if (java.util.Arrays.equals(file, from, to, intact, from, to)) {
        untouched.add(starts.get(i));
      }
    }
    List<Integer> read = read(file);
    assertThat(read).containsAll(untouched);
    // A record whose state alone was changed is whole, and may come once more.
    assertThat(starts).containsAll(read);
  }
}
