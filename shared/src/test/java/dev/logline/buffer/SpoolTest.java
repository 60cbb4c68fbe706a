package dev.logline.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.logline.buffer.Overflow.Policy;
import dev.logline.diagnose.StatusBoard;
import dev.logline.testkit.HeardLosses;
import io.opentelemetry.sdk.common.Clock;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run leaves in a spool, the next one ships, whatever happened to the files. */
class SpoolTest {
  private static final long MIB = 1 << 20;

  @TempDir private Path directory;
  private final StatusBoard status = new StatusBoard();
  private final AtomicInteger damaged = new AtomicInteger();
  private long bytes = 32 * MIB;
  private Duration force;
  private byte[] leftCounts;

  private RecordBuffer open() throws IOException {
    return open(new FileOps());
  }

  private RecordBuffer open(FileOps files) throws IOException {
    return RecordBuffers.spooled(
        new SpoolSettings(directory, bytes, force),
        files,
        4 * MIB,
        new Overflow(Policy.DROP_NEWEST, Duration.ofSeconds(5)),
        new Wakeup(),
        Clock.getDefault(),
        status,
        HeardLosses.damaged(damaged::addAndGet));
  }

  private static void offer(RecordBuffer buffer, long from, long to) {
    for (long id = from; id < to; id++) {
      assertThat(RecordBufferContractTest.offer(buffer, id, 40 + (int) (id % 200))).isTrue();
    }
  }

  private static List<Long> ids(long from, long to) {
    return LongStream.range(from, to).boxed().toList();
  }

  private List<Path> files(String suffix) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
    }
  }

  @Test
  void whatARunLeftTheNextOneShipsFirstAndThenDeletes() throws IOException {
    RecordBuffer first = open();
    offer(first, 0, 50_000); // some segments of them
    first.close();
    RecordBuffer second = open();
    offer(second, 50_000, 50_010);
    assertThat(RecordBufferContractTest.drain(second)).isEqualTo(ids(0, 50_010));
    second.close();
    assertThat(files("")).containsExactly(directory);
  }

  @Test
  void whatARunLeftThatEndedBeforeItHadBegunIsDeleted() throws IOException {
    long now = System.currentTimeMillis();
    long longAgo = now - Duration.ofHours(1).toMillis();
    Path empty = Files.createDirectory(directory.resolve(".new-v1-%012x0001".formatted(longAgo)));
    Path unlocked =
        Files.createDirectory(directory.resolve(".new-v1-%012x0002".formatted(longAgo)));
    Files.createFile(unlocked.resolve("lock"));
    Path held = Files.createDirectory(directory.resolve(".new-v1-%012x0003".formatted(longAgo)));
    Path fresh = Files.createDirectory(directory.resolve(".new-v1-%012x0004".formatted(now)));
    Path somebodys = Files.createDirectory(directory.resolve(".new-v1-notes"));
    String name = held.getFileName().toString().substring(".new-".length());
    try (RunLock alive = RunLock.tryAcquire(held, name, new FileOps())) {
      assertThat(alive).isNotNull();
      RecordBuffer buffer = open();
      await().until(() -> Files.notExists(empty) && Files.notExists(unlocked));
      buffer.close();
      assertThat(files("")).contains(held, fresh, somebodys);
    }
    assertThat(status.messages()).isEmpty();
  }

  @Test
  void aClosedSpoolGivesNothingAndTouchesNoFileThatIsGone() throws IOException {
    RecordBuffer buffer = open();
    offer(buffer, 0, 10);
    buffer.release(buffer.take(10, Integer.MAX_VALUE));
    buffer.close();
    assertThat(buffer.take(10, Integer.MAX_VALUE)).isNull();
    assertThat(buffer.backlogBytes()).isZero();
    assertThat(files("")).containsExactly(directory);
  }

  @Test
  void whatWasReleasedIsNotShippedAgain() throws IOException {
    RecordBuffer first = open();
    offer(first, 0, 100);
    Batch delivered = first.take(40, Integer.MAX_VALUE);
    Batch unanswered = first.take(20, Integer.MAX_VALUE);
    Batch alsoDelivered = first.take(10, Integer.MAX_VALUE);
    first.release(delivered);
    first.release(alsoDelivered);
    assertThat(unanswered.size()).isEqualTo(20);
    first.close();

    RecordBuffer second = open();
    Batch again = second.take(15, Integer.MAX_VALUE);
    assertThat(RecordBufferContractTest.id(again, 0)).isEqualTo(40);
    second.release(again);
    second.close();

    RecordBuffer third = open();
    List<Long> left = new ArrayList<>(ids(55, 60));
    left.addAll(ids(70, 100));
    assertThat(RecordBufferContractTest.drain(third)).isEqualTo(left);
    third.close();
  }

  @Test
  void aRunThatIsAliveKeepsItsRecords() throws IOException {
    RecordBuffer first = open();
    offer(first, 0, 10);
    RecordBuffer second = open();
    assertThat(RecordBufferContractTest.drain(second)).isEmpty();
    assertThat(RecordBufferContractTest.drain(first)).isEqualTo(ids(0, 10));
    first.close();
    second.close();
  }

  @Test
  void recordsKeepTheResourceOfTheRunThatLoggedThem() throws IOException {
    RecordBuffer first = open();
    offer(first, 0, 1);
    first.noteResource("the first run".getBytes(StandardCharsets.UTF_8));
    first.close();
    RecordBuffer unaware = open();
    offer(unaware, 1, 2); // killed before its boot was over, as far as anybody can tell
    assertThat(unaware.take(1, 1).earlierResource()).asString().isEqualTo("the first run");
    unaware.close();

    RecordBuffer third = open();
    assertThat(third.take(9, 999).earlierResource()).asString().isEqualTo("the first run");
    assertThat(third.take(9, 999).earlierResource()).isEmpty();
    offer(third, 2, 3);
    assertThat(third.take(9, 999).earlierResource()).isNull();
    third.close();
  }

  @Test
  void anyFlippedBitCostsOneRecordAtMostAndThatIsCounted() throws IOException {
    byte[] intact = leaveOneSegment(60);
    int used = SpoolFormat.ENTRIES + 60 * 160;
    int skip = 7; // a bit in every seventh byte, another one each time
    for (int at = 0; at < used; at += skip) {
      byte[] flipped = intact.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      List<Long> read = readSegment(flipped);
      List<Long> lost = new ArrayList<>(ids(0, 60));
      lost.removeAll(read);
      assertThat(read).as("flipped at " + at).isSorted().doesNotHaveDuplicates();
      assertThat(lost.size()).as("lost at " + at).isLessThanOrEqualTo(1);
      assertThat(damaged.getAndSet(0)).as("counted at " + at).isEqualTo(lost.size());
    }
  }

  @Test
  void aSegmentThatIsCutOffAnywhereGivesWhatIsWhole() throws IOException {
    byte[] intact = leaveOneSegment(12);
    int lastLength = 0;
    for (int length = 0; length < SpoolFormat.ENTRIES + 12 * 240; length++) {
      byte[] cut = java.util.Arrays.copyOf(intact, length);
      List<Long> read = readSegment(cut);
      assertThat(read).isEqualTo(ids(0, read.size()));
      assertThat(read.size()).isGreaterThanOrEqualTo(lastLength);
      lastLength = read.size();
      damaged.set(0);
    }
    assertThat(lastLength).isEqualTo(12);
    assertThat(status.messages()).anyMatch(message -> message.contains("is shorter than it was"));
  }

  @Test
  void howMuchACutSegmentLacksIsKnownWhereverItIsCut() throws IOException {
    int delivered = 10;
    byte[] intact = leaveOneSegment(40, delivered);
    for (int length = 0; length < SpoolFormat.ENTRIES + 40 * 240; length += 7) {
      leave(counts -> {}, java.util.Arrays.copyOf(intact, length));
      List<Long> read = readLeft();
      int whole = read.size();
      assertThat(read).isEqualTo(ids(delivered, delivered + whole));
      assertThat(damaged.getAndSet(0)).as("lost, cut at " + length).isEqualTo(30 - whole);
    }
  }

  @Test
  void aSegmentThatWasBeingMadeWhenItsRunEndedIsNoDamage() throws IOException {
    RecordBuffer buffer = open();
    offer(buffer, 0, 3);
    buffer.close();
    Path run = files(SpoolFormat.segmentName(0)).get(0).getParent();
    byte[] unfinished = java.util.Arrays.copyOf(SpoolFormat.header(2 << 20, 1), 1 << 16);
    Files.write(run.resolve(SpoolFormat.segmentName(9)), unfinished);
    assertThat(readLeft()).isEqualTo(ids(0, 3));
    assertThat(damaged).hasValue(0);
    assertThat(status.messages()).isEmpty();
    assertThat(files("")).containsExactly(directory);
  }

  @Test
  void aSegmentThatSomebodyDeletedIsCounted() throws IOException {
    leaveOneSegment(40, 10);
    leave(counts -> {}, null);
    assertThat(readLeft()).isEmpty();
    assertThat(damaged).hasValue(30);
    assertThat(status.messages()).anyMatch(message -> message.contains("is missing"));
  }

  @Test
  void whatARunHasSaidToBeLostTheNextOneDoesNotSayAgain() throws IOException {
    byte[] intact = leaveOneSegment(40, 10);
    leave(counts -> {}, java.util.Arrays.copyOf(intact, SpoolFormat.ENTRIES + 20 * 140));
    RecordBuffer second = open();
    Batch some = second.take(2, Integer.MAX_VALUE);
    second.release(some);
    second.close(); // and leaves the others
    int lost = damaged.getAndSet(0);
    assertThat(lost).isPositive();
    RecordBuffer third = open();
    assertThat(RecordBufferContractTest.drain(third)).hasSize(40 - 10 - 2 - lost);
    third.close();
    assertThat(damaged).hasValue(0);
    assertThat(files("")).containsExactly(directory);
  }

  @Test
  void whatARunMadeReadyAndNeverUsedTakesNoRoomOfTheNextOne() throws IOException {
    for (int run = 0; run < 30; run++) { // each with two segments of 2 MiB
      leaveWithUnused(Integer.toString(run), leaveOneSegment(1));
    }
    RecordBuffer next = open();
    await().until(() -> files(SpoolFormat.segmentName(1)).size() == 1); // its own
    await().until(() -> RecordBufferContractTest.offer(next, 30, 100));
    assertThat(RecordBufferContractTest.drain(next)).hasSize(31);
    next.close();
    assertThat(damaged).hasValue(0);
    assertThat(files("")).containsExactly(directory);
  }

  @Test
  void whatIsNoRunDoesNotKeepTheOthersFromBeingTidied() throws IOException {
    Files.createFile(directory.resolve(SpoolFormat.RUN_PREFIX + "file"));
    Path left = leaveWithUnused("left", leaveOneSegment(1)); // and looked at after that file
    Spool spool = Spool.open(directory, new FileOps(), Clock.getDefault(), new java.util.Random(1));
    assertThatThrownBy(spool::discardUnused).hasMessageContaining("file");
    assertThat(left.resolve(SpoolFormat.segmentName(0))).exists();
    assertThat(left.resolve(SpoolFormat.segmentName(1))).doesNotExist();
    spool.close();
  }

  /** A run that leaves two segments of 2 MiB, the second of which it never used. */
  private Path leaveWithUnused(String run, byte[] intact) throws IOException {
    Path left = Files.createDirectories(directory.resolve(SpoolFormat.RUN_PREFIX + run));
    Files.createFile(left.resolve(SpoolFormat.LOCK));
    Files.write(left.resolve(SpoolFormat.COUNTS), leftCounts);
    Files.write(left.resolve(SpoolFormat.segmentName(0)), intact);
    byte[] unused = java.util.Arrays.copyOf(SpoolFormat.header(2 << 20, 1), 2 << 20);
    Files.write(left.resolve(SpoolFormat.segmentName(1)), unused);
    return left;
  }

  @Test
  void aFileThatCannotBeReadNowIsThereForTheNextStart() throws IOException {
    RecordBuffer first = open();
    offer(first, 0, 40);
    first.close();
    RecordBuffer second =
        open(
            new FileOps() {
              @Override
              byte[] read(Path file) throws IOException {
                if (file.toString().endsWith(SpoolFormat.SEGMENT_SUFFIX)) {
                  throw new IOException("Too many open files");
                }
                return super.read(file);
              }
            });
    assertThat(RecordBufferContractTest.drain(second)).isEmpty();
    second.close();
    assertThat(status.messages()).anyMatch(message -> message.contains("Too many open files"));
    RecordBuffer third = open();
    assertThat(RecordBufferContractTest.drain(third)).isEqualTo(ids(0, 40));
    third.close();
    assertThat(files("")).containsExactly(directory);
  }

  @Test
  void countsThatCannotBeAreNotBelieved() throws IOException {
    byte[] intact = leaveOneSegment(40, 10);
    byte[] cut = java.util.Arrays.copyOf(intact, SpoolFormat.ENTRIES + 1_530);
    int committed = SpoolFormat.COUNTS_SLOT + SpoolFormat.COMMITTED_COUNT;
    leave(counts -> counts[committed + 3] = 0x7F, cut);
    readLeft();
    assertThat(damaged.getAndSet(0)).isEqualTo(1); // the place that can be seen
    leave(counts -> counts[committed] = 0, cut);
    readLeft();
    assertThat(damaged.getAndSet(0)).isEqualTo(1);
  }

  @Test
  void countsAreGivenToOneSegmentAfterTheOther() throws IOException {
    bytes = 8 * MIB;
    RecordBuffer buffer = open();
    for (int round = 0; round < 40; round++) { // more segments than there are slots
      offer(buffer, 0, 5_000);
      RecordBufferContractTest.drain(buffer);
    }
    offer(buffer, 0, 30);
    buffer.close();
    for (Path segment : files(SpoolFormat.SEGMENT_SUFFIX)) {
      Files.write(segment, java.util.Arrays.copyOf(Files.readAllBytes(segment), 100));
    }
    RecordBuffer next = open();
    assertThat(RecordBufferContractTest.drain(next)).isEmpty();
    assertThat(damaged).hasValue(30);
    next.close();
  }

  /** Puts back the run that {@link #leaveOneSegment} took away, with other bytes. */
  private void leave(java.util.function.Consumer<byte[]> change, byte[] segment)
      throws IOException {
    Path run = Files.createDirectories(directory.resolve(SpoolFormat.RUN_PREFIX + "0"));
    Files.createFile(run.resolve(SpoolFormat.LOCK));
    byte[] counts = leftCounts.clone();
    change.accept(counts);
    Files.write(run.resolve(SpoolFormat.COUNTS), counts);
    if (segment != null) {
      Files.write(run.resolve(SpoolFormat.segmentName(0)), segment);
    }
  }

  @Test
  void garbageGivesNothingAndDoesNoHarm() throws IOException {
    java.util.Random random = new java.util.Random(4);
    byte[] intact = leaveOneSegment(5);
    for (int round = 0; round < 50; round++) {
      byte[] garbage = new byte[random.nextInt(200_000)];
      random.nextBytes(garbage);
      if (round % 2 == 0 && garbage.length > SpoolFormat.ENTRIES) {
        System.arraycopy(intact, 0, garbage, 0, SpoolFormat.ENTRIES); // a header that is right
      }
      assertThat(readSegment(garbage)).isEmpty();
    }
    assertThat(damaged.get()).isPositive();
  }

  /** The bytes of a segment with so many records, cut behind them. */
  private byte[] leaveOneSegment(int records) throws IOException {
    return leaveOneSegment(records, 0);
  }

  private byte[] leaveOneSegment(int records, int delivered) throws IOException {
    RecordBuffer buffer = open();
    offer(buffer, 0, records);
    if (delivered > 0) {
      buffer.release(buffer.take(delivered, Integer.MAX_VALUE));
    }
    buffer.close();
    leftCounts = Files.readAllBytes(files(SpoolFormat.COUNTS).get(0));
    Path file = files(SpoolFormat.SEGMENT_SUFFIX).get(0);
    byte[] bytes = Files.readAllBytes(file);
    try (Stream<Path> paths = Files.walk(file.getParent())) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    return java.util.Arrays.copyOf(bytes, SpoolFormat.ENTRIES + records * 256);
  }

  private List<Long> readSegment(byte[] bytes) throws IOException {
    Path run = Files.createDirectories(directory.resolve(SpoolFormat.RUN_PREFIX + "0"));
    Files.createFile(run.resolve(SpoolFormat.LOCK));
    Files.write(run.resolve(SpoolFormat.segmentName(0)), bytes);
    List<Long> ids = readLeft();
    assertThat(run).doesNotExist();
    return ids;
  }

  private List<Long> readLeft() throws IOException {
    Spool spool = Spool.open(directory, new FileOps(), Clock.getDefault(), new java.util.Random(1));
    Leftovers leftovers = new Leftovers(spool, status, HeardLosses.damaged(damaged::addAndGet));
    List<Long> ids = new ArrayList<>();
    for (Batch batch = leftovers.take(100, 100_000);
        batch != null;
        batch = leftovers.take(100, 100_000)) {
      for (int i = 0; i < batch.size(); i++) {
        ids.add(RecordBufferContractTest.id(batch, i));
      }
      leftovers.release(batch);
    }
    leftovers.close();
    spool.close();
    return ids;
  }

  @Test
  void onlyTheOwnerMayReadTheFiles() throws IOException {
    Path inside = directory.resolve("spool");
    directory = inside;
    RecordBuffer buffer = open();
    offer(buffer, 0, 1);
    buffer.noteResource(new byte[3]);
    for (Path path : files("")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .as(path.toString())
          .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
    }
    assertThat(files(SpoolFormat.RESOURCE)).hasSize(1);
    buffer.close();
  }

  @Test
  void theDirectoryStaysWithinItsBoundWhoeverFillsIt() throws IOException {
    bytes = 24 * MIB;
    RecordBuffer first = open();
    fill(first);
    first.close();
    RecordBuffer second = open();
    fill(second);
    long held = 0;
    for (Path file : files(SpoolFormat.SEGMENT_SUFFIX)) {
      held += Files.size(file);
    }
    assertThat(held).isBetween(20 * MIB, 24 * MIB);
    second.close();
  }

  @Test
  void aRunThatEndsLeavesNoMoreThanItHolds() throws IOException {
    bytes = 16 * MIB;
    for (int id = 0; id < 30; id++) { // in files that were made with 1 MiB
      RecordBuffer earlier = open();
      offer(earlier, id, id + 1);
      earlier.close();
    }
    assertThat(files(SpoolFormat.SEGMENT_SUFFIX)).hasSize(30).allMatch(file -> size(file) < 1_000);
    assertThat(readLeft()).isEqualTo(ids(0, 30));
    assertThat(damaged).hasValue(0);
    assertThat(status.messages()).isEmpty();
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  /** A process that goes before the last steps of its end. */
  private static final class Killed extends FileOps {
    private final String before;

    Killed(String before) {
      this.before = before;
    }

    @Override
    void write(Path file, long position, byte[] bytes) throws IOException {
      if (before.equals("write")) {
        throw new IOException("killed");
      }
      super.write(file, position, bytes);
    }

    @Override
    void truncate(Path file, long size) throws IOException {
      throw new IOException("killed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"write", "truncate"})
  void aRunThatIsKilledBeforeItsFilesAreCutLosesNothing(String before) throws IOException {
    RecordBuffer first = open(new Killed(before));
    offer(first, 0, 100);
    first.release(first.take(40, Integer.MAX_VALUE));
    first.close();
    assertThat(files(SpoolFormat.SEGMENT_SUFFIX)).allMatch(file -> size(file) == 2 * MIB);
    assertThat(readLeft()).isEqualTo(ids(40, 100));
    assertThat(damaged).hasValue(0);
  }

  @Test
  void whereOthersLeaveNoRoomForAFileRecordsWaitInMemoryAndThatIsSaid() throws IOException {
    bytes = 16 * MIB;
    for (int id = 0; id < 15; id++) { // each leaves a file of 1 MiB
      RecordBuffer earlier = open(new Killed("truncate"));
      offer(earlier, id, id + 1);
      earlier.close();
    }
    RecordBuffer last = open();
    offer(last, 15, 16);
    assertThat(status.messages())
        .filteredOn(message -> message.contains("is full of what other processes left"))
        .singleElement()
        .asString()
        .contains("WARN", directory.toString(), "memory");
    assertThat(RecordBufferContractTest.drain(last)).containsAll(ids(0, 16));
    last.close();
  }

  private static void fill(RecordBuffer buffer) {
    int refusals = 0;
    for (int id = 0; refusals < 1; id++) {
      refusals += RecordBufferContractTest.offer(buffer, id, 100_000) ? 0 : 1;
    }
  }

  /** A disk on which there is room for so many more segments. */
  private static final class FullDisk extends FileOps {
    private final AtomicInteger room;

    FullDisk(int room) {
      this.room = new AtomicInteger(room);
    }

    @Override
    MappedByteBuffer allocate(Path file, byte[] header, int bytes) throws IOException {
      if (file.toString().endsWith(SpoolFormat.SEGMENT_SUFFIX) && room.getAndDecrement() <= 0) {
        throw new IOException("No space left on device");
      }
      return super.allocate(file, header, bytes);
    }
  }

  @Test
  void onAFullDiskRecordsWaitInMemoryAndThatIsSaid() throws IOException {
    RecordBuffer buffer = open(new FullDisk(2));
    int records = 40_000; // more than two segments of 2 MiB
    offer(buffer, 0, records);
    assertThat(status.messages())
        .filteredOn(message -> message.contains("No space left on device"))
        .singleElement()
        .asString()
        .contains("ERROR")
        .contains(directory.toString())
        .contains("memory");
    Batch first = buffer.take(1, 1);
    assertThat(first.isDurable(0)).isTrue();
    buffer.release(first);
    List<Long> rest = RecordBufferContractTest.drain(buffer);
    assertThat(rest).isEqualTo(ids(1, records));
    buffer.close();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void whileADiskIsTooSlowRecordsWaitInMemoryAndThatIsSaidOnce() throws IOException {
    CountDownLatch stalled = new CountDownLatch(1);
    AtomicInteger room = new AtomicInteger(2);
    RecordBuffer buffer =
        open(
            new FileOps() {
              @Override
              MappedByteBuffer allocate(Path file, byte[] header, int bytes) throws IOException {
                boolean segment = file.toString().endsWith(SpoolFormat.SEGMENT_SUFFIX);
                if (segment && room.getAndDecrement() <= 0) {
                  awaitUninterruptibly(stalled);
                }
                return super.allocate(file, header, bytes);
              }
            });
    long records = 40_000; // more than two segments of 2 MiB
    offer(buffer, 0, records);
    assertThat(status.messages())
        .filteredOn(message -> message.contains("slower than what is logged"))
        .singleElement()
        .asString()
        .contains("WARN")
        .contains(directory.toString());
    assertThat(RecordBufferContractTest.drain(buffer)).isEqualTo(ids(0, records));
    stalled.countDown();
    buffer.close();
  }

  @Test
  void aDiskThatIsFullFromTheStartIsNoReasonNotToLog() throws IOException {
    RecordBuffer buffer = open(new FullDisk(0));
    offer(buffer, 0, 1_000);
    Batch batch = buffer.take(1_000, Integer.MAX_VALUE);
    assertThat(batch.size()).isEqualTo(1_000);
    assertThat(batch.isDurable(0)).isFalse();
    buffer.close();
  }

  @Test
  void aDirectoryThatCannotBeMadeIsRefused() throws IOException {
    directory = Files.createFile(directory.resolve("a file"));
    assertThatThrownBy(this::open).isInstanceOf(IOException.class);
  }

  @Test
  void whatAnotherVersionLeftIsLeftAlone() throws IOException {
    Path other = Files.createDirectory(directory.resolve("v2-0123456789abcdef"));
    RecordBuffer buffer = open();
    assertThat(RecordBufferContractTest.drain(buffer)).isEmpty();
    assertThat(other).exists();
    assertThat(status.messages()).anyMatch(message -> message.contains(other.toString()));
    buffer.close();
  }

  @Test
  void whatIsWrittenIsForcedWhereThatIsAskedFor() throws IOException {
    force = Duration.ofMillis(5);
    AtomicInteger forced = new AtomicInteger();
    RecordBuffer buffer =
        open(
            new FileOps() {
              @Override
              void force(MappedByteBuffer mapped) {
                super.force(mapped);
                forced.incrementAndGet();
              }
            });
    offer(buffer, 0, 1);
    await().until(() -> forced.get() == 1);
    offer(buffer, 1, 2);
    await().until(() -> forced.get() == 2);
    buffer.close();
  }

  @Test
  void aDiskThatDoesNotForceIsSaidOnceAndNothingElseHappens() throws IOException {
    force = Duration.ofMillis(1);
    AtomicInteger tried = new AtomicInteger();
    RecordBuffer buffer =
        open(
            new FileOps() {
              @Override
              void force(MappedByteBuffer mapped) {
                tried.incrementAndGet();
                throw new java.io.UncheckedIOException(new IOException("Input/output error"));
              }
            });
    offer(buffer, 0, 1);
    await().until(() -> tried.get() == 1);
    offer(buffer, 1, 2);
    await().until(() -> tried.get() == 2);
    assertThat(status.messages())
        .filteredOn(message -> message.contains("Input/output error"))
        .hasSize(1);
    assertThat(RecordBufferContractTest.drain(buffer)).isEqualTo(ids(0, 2));
    buffer.close();
  }
}
