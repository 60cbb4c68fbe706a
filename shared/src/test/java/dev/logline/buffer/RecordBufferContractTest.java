package dev.logline.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.RecordBuffer.Origin;
import dev.logline.diagnose.PipelineThread;
import dev.logline.testkit.VirtualClock;
import io.opentelemetry.sdk.common.Clock;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every buffer promises, wherever its bytes live. */
abstract class RecordBufferContractTest {
  static final long MIB = 1 << 20;

  /** Files have headers. */
  private static final long TWO_SEGMENTS = 2 * MIB + (64 << 10);

  static final int DEBUG = 5;
  static final int INFO = 9;
  private static final int WARN = 13;
  static final int ERROR = 17;

  /** A buffer bounded to {@code bytes}. */
  abstract RecordBuffer create(long bytes, Overflow overflow, IntConsumer evicted, Clock clock);

  final RecordBuffer create(long bytes, Overflow overflow, IntConsumer evicted) {
    return create(bytes, overflow, evicted, Clock.getDefault());
  }

  final RecordBuffer create(long bytes) {
    return create(
        bytes,
        new Overflow(Policy.DROP_NEWEST, Duration.ZERO),
        RecordBufferContractTest::nothingIsEvicted);
  }

  private static void nothingIsEvicted(int severity) {
    throw new AssertionError("a record of severity " + severity + " was evicted");
  }

  static byte[] record(long id, int length) {
    byte[] record = new byte[length];
    ByteBuffer.wrap(record).putLong(0, id);
    for (int i = Long.BYTES; i < length; i++) {
      record[i] = (byte) (id + i);
    }
    return record;
  }

  static long id(Batch batch, int i) {
    byte[] bytes = batch.scopeAndRecord(i);
    assertThat(bytes).hasSize(batch.length(i));
    long id = ByteBuffer.wrap(bytes).getLong(0);
    assertThat(bytes).isEqualTo(record(id, bytes.length));
    return id;
  }

  static boolean offer(RecordBuffer buffer, long id, int length) {
    return offer(buffer, id, length, INFO);
  }

  static boolean offer(RecordBuffer buffer, long id, int length, int severity) {
    return buffer.offer(record(id, length), length, 2, severity, Origin.APPENDER);
  }

  /** The ids of all that is in the buffer, which is empty afterwards. */
  static List<Long> drain(RecordBuffer buffer) {
    List<Long> ids = new ArrayList<>();
    for (Batch batch = take(buffer); batch != null; batch = take(buffer)) {
      for (int i = 0; i < batch.size(); i++) {
        ids.add(id(batch, i));
      }
      buffer.release(batch);
    }
    return ids;
  }

  @Test
  void givesBackWhatWasOfferedInOrder() {
    RecordBuffer buffer = create(4 * MIB);
    for (int id = 0; id < 1_000; id++) {
      assertThat(offer(buffer, id, 8 + id % 300)).isTrue();
    }
    Batch batch = buffer.take(Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertThat(batch.size()).isEqualTo(1_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(id(batch, i)).isEqualTo(i);
      assertThat(batch.scopeLength(i)).isEqualTo(2);
      assertThat(batch.severity(i)).isEqualTo(9);
    }
    assertThat(buffer.take(1, 1)).isNull();
    assertThat(buffer.backlogBytes()).isZero();
  }

  /** The bytes of a record whose others are {@code record(id, length)}. */
  private static byte[] with(RepeatedBytes repeated, long id, int length) {
    ByteBuffer whole = ByteBuffer.allocate(length + repeated.length());
    int position = repeated.position();
    whole.put(record(id, length), 0, position).put(repeated.array());
    return whole.put(record(id, length), position, length - position).array();
  }

  private static boolean offer(RecordBuffer buffer, RepeatedBytes repeated, long id, int length) {
    Repeats repeats = new Repeats();
    repeats.leaveOut(repeated);
    return buffer.offer(record(id, length), length, 2, INFO, Origin.APPENDER, repeats);
  }

  @Test
  void bytesThatComeAgainAreInEachRecordWhereTheyBelong() {
    RecordBuffer buffer = create(16 * MIB);
    List<RepeatedBytes> repeated =
        List.of(new RepeatedBytes(record(1, 1_000)), new RepeatedBytes(record(2, 300)));
    List<byte[]> offered = new ArrayList<>();
    for (int id = 0; id < 3_000; id++) {
      int length = 8 + id % 50;
      RepeatedBytes one = repeated.get(id / 3 % 2);
      one.moveTo(2 + id % (length - 1)); // from behind the scope to the end
      offered.add(with(one, id, length));
      assertThat(offer(buffer, one, id, length)).isTrue();
      offered.add(record(id, 2_000)); // so that it goes through some segments
      assertThat(offer(buffer, id, 2_000)).isTrue();
    }
    int taken = 0;
    for (Batch batch = take(buffer); batch != null; batch = take(buffer)) {
      long bytes = 0;
      for (int i = 0; i < batch.size(); i++) {
        byte[] expected = offered.get(taken++);
        assertThat(batch.scopeAndRecord(i)).isEqualTo(expected);
        assertThat(batch.sameScope(i, i)).isTrue();
        assertThat(batch.severity(i)).isEqualTo(INFO);
        assertThat(batch.origin()).isEqualTo(Origin.APPENDER);
        bytes += expected.length;
      }
      assertThat(batch.bytes()).isEqualTo(bytes);
      buffer.release(batch);
    }
    assertThat(taken).isEqualTo(offered.size());
    assertThat(buffer.backlogBytes()).isZero();
  }

  /** A record that begins with the scope. */
  private static byte[] of(byte[] scope, long id, int length) {
    byte[] bytes = record(id, scope.length + length);
    System.arraycopy(scope, 0, bytes, 0, scope.length);
    return bytes;
  }

  @Test
  void scopesThatComeAgainAreInFrontOfEachRecord() {
    RecordBuffer buffer = create(16 * MIB);
    RepeatedBytes lines = new RepeatedBytes(record(1, 1_000));
    List<RepeatedBytes> scopes = new ArrayList<>();
    for (int i = 0; i < 6; i++) { // of two writers, who both know the same three
      scopes.add(new RepeatedBytes(record(i % 3, 8 + i % 3)));
    }
    List<byte[]> offered = new ArrayList<>();
    List<byte[]> offeredScopes = new ArrayList<>();
    Random random = new Random(1);
    for (int id = 0; id < 30_000; id++) {
      RepeatedBytes scope = scopes.get(random.nextInt(scopes.size()));
      int length = 8 + random.nextInt(100);
      byte[] bytes = of(scope.array(), id, length);
      Repeats repeats = new Repeats();
      repeats.begin(random.nextInt(4) == 0 ? null : scope); // which a writer may not know
      ByteBuffer whole = ByteBuffer.wrap(bytes);
      if (random.nextInt(3) == 0) {
        int position = scope.length() + random.nextInt(length + 1);
        lines.moveTo(position);
        repeats.leaveOut(lines);
        whole = ByteBuffer.allocate(bytes.length + lines.length());
        whole.put(bytes, 0, position).put(lines.array());
        whole.put(bytes, position, bytes.length - position);
      }
      offered.add(whole.array());
      offeredScopes.add(scope.array());
      int scopeLength = scope.length();
      assertThat(buffer.offer(bytes, bytes.length, scopeLength, INFO, Origin.APPENDER, repeats))
          .isTrue();
    }
    int taken = 0;
    for (Batch batch = take(buffer); batch != null; batch = take(buffer)) {
      long bytes = 0;
      for (int i = 0; i < batch.size(); i++) {
        byte[] scope = offeredScopes.get(taken);
        byte[] expected = offered.get(taken++);
        assertThat(batch.scopeAndRecord(i)).isEqualTo(expected);
        assertThat(batch.scope(i)).isEqualTo(ByteBuffer.wrap(scope));
        assertThat(batch.length(i)).isEqualTo(expected.length);
        boolean same = i > 0 && Arrays.equals(scope, offeredScopes.get(taken - 2));
        assertThat(i > 0 && batch.sameScope(i, i - 1)).isEqualTo(same);
        bytes += expected.length;
      }
      assertThat(batch.bytes()).isEqualTo(bytes);
      buffer.release(batch);
    }
    assertThat(taken).isEqualTo(offered.size());
    assertThat(buffer.backlogBytes()).isZero();
  }

  @Test
  void aBatchIsBoundedByAllBytesOfItsRecords() {
    RecordBuffer buffer = create(4 * MIB);
    RepeatedBytes repeated = new RepeatedBytes(record(1, 1_000));
    repeated.moveTo(2);
    for (int id = 0; id < 10; id++) {
      offer(buffer, repeated, id, 100);
    }
    assertThat(buffer.take(100, 4_500).size()).isEqualTo(4);
  }

  @Test
  void aRecordThatIsTooLargeWithWhatComesAgainIsRefused() {
    RecordBuffer buffer = create(4 * MIB);
    RepeatedBytes repeated = new RepeatedBytes(record(1, 1_000));
    repeated.moveTo(2);
    assertThat(offer(buffer, repeated, 1, buffer.maxRecordBytes() - 999)).isFalse();
    assertThat(offer(buffer, repeated, 1, buffer.maxRecordBytes() - 1_000)).isTrue();
    Batch batch = take(buffer);
    assertThat(batch.scopeAndRecord(0))
        .isEqualTo(with(repeated, 1, buffer.maxRecordBytes() - 1_000));
  }

  @Test
  void whatComesAgainOutlivesTheOldestRecords() {
    List<Integer> evicted = new ArrayList<>();
    RecordBuffer buffer =
        create(4 * MIB, new Overflow(Policy.DROP_OLDEST, Duration.ZERO), evicted::add);
    RepeatedBytes repeated = new RepeatedBytes(record(1, 1_000));
    repeated.moveTo(8);
    List<byte[]> offered = new ArrayList<>();
    int accepted = 0;
    for (int id = 0; evicted.size() < 20_000; id++) {
      offered.add(with(repeated, id, 500));
      accepted += offer(buffer, repeated, id, 500) ? 1 : 0; // files are not given back at once
      if (id == 100) {
        Batch beingSent = buffer.take(10, Integer.MAX_VALUE);
        assertThat(beingSent.scopeAndRecord(9)).isEqualTo(offered.get(9));
      }
    }
    int left = 0;
    for (Batch batch = take(buffer); batch != null; batch = take(buffer)) {
      for (int i = 0; i < batch.size(); i++) {
        byte[] bytes = batch.scopeAndRecord(i);
        int id = (int) ByteBuffer.wrap(bytes).getLong(0);
        assertThat(bytes).isEqualTo(offered.get(id));
        left++;
      }
      buffer.release(batch);
    }
    assertThat(10 + evicted.size() + left).isEqualTo(accepted);
  }

  @Test
  void boundsABatchByRecordsAndByBytesButGivesAtLeastOne() {
    RecordBuffer buffer = create(4 * MIB);
    for (int id = 0; id < 10; id++) {
      offer(buffer, id, 100);
    }
    assertThat(buffer.take(3, Integer.MAX_VALUE).size()).isEqualTo(3);
    assertThat(buffer.take(100, 250).size()).isEqualTo(2);
    assertThat(buffer.take(100, 1).size()).isEqualTo(1);
    assertThat(buffer.take(100, Integer.MAX_VALUE).size()).isEqualTo(4);
  }

  @Test
  void givesRecordsOfOneOriginAtATime() {
    RecordBuffer buffer = create(4 * MIB);
    offer(buffer, 0, 10);
    buffer.offer(record(1, 10), 10, 2, 9, Origin.SDK);
    Batch first = buffer.take(10, 1_000);
    assertThat(first.origin()).isEqualTo(Origin.APPENDER);
    assertThat(first.size()).isEqualTo(1);
    assertThat(buffer.take(10, 1_000).origin()).isEqualTo(Origin.SDK);
  }

  @Test
  void refusesTheNewestWhenFullAndTakesAgainAfterRelease() {
    RecordBuffer buffer = create(4 * MIB);
    long accepted = 0;
    while (offer(buffer, accepted, 10_000)) {
      accepted++;
    }
    assertThat(accepted * 10_000)
        .isBetween(buffer.capacityBytes() / 10 * 8, buffer.capacityBytes() / 10 * 9);
    List<Batch> batches = new ArrayList<>();
    for (Batch batch = take(buffer); batch != null; batch = take(buffer)) {
      batches.add(batch);
    }
    assertThat(batches.stream().mapToInt(Batch::size).sum()).isEqualTo((int) accepted);
    assertThat(offer(buffer, accepted, 10_000)).as("taken is not released").isFalse();
    batches.forEach(buffer::release);
    await().until(() -> offer(buffer, -1, 10_000));
    assertThat(id(take(buffer), 0)).isEqualTo(-1);
  }

  private static Batch take(RecordBuffer buffer) {
    return buffer.take(Integer.MAX_VALUE, (int) MIB);
  }

  @Test
  void takesRecordsUpToItsLimitAndNoneAbove() {
    RecordBuffer buffer = create(4 * MIB);
    assertThat(offer(buffer, 1, buffer.maxRecordBytes())).isTrue();
    assertThat(offer(buffer, 2, buffer.maxRecordBytes() + 1)).isFalse();
    assertThat(offer(buffer, 3, buffer.maxRecordBytes())).isTrue();
    Batch batch = buffer.take(10, Integer.MAX_VALUE);
    assertThat(batch.size()).isEqualTo(2);
    assertThat(id(batch, 1)).isEqualTo(3);
  }

  @Test
  void aBatchInHalvesIsTheWhole() {
    RecordBuffer buffer = create(4 * MIB);
    for (int id = 0; id < 7; id++) {
      offer(buffer, id, 100);
    }
    Batch whole = buffer.take(10, 10_000);
    Batch first = whole.firstHalf();
    Batch second = whole.secondHalf();
    assertThat(first.size() + second.size()).isEqualTo(7);
    assertThat(id(second, 0)).isEqualTo(first.size());
    assertThat(first.bytes() + second.bytes()).isEqualTo(whole.bytes());
    assertThat(second.position()).isGreaterThan(first.position());
  }

  @Test
  void anIdleBufferHoldsLittle() {
    long outsideTheHeap = memoryOutsideTheHeap();
    long onTheHeap = memoryOnTheHeap();
    RecordBuffer buffer = create(16 * MIB);
    assertThat(buffer.heldBytes()).isLessThan(2 * MIB);
    for (int id = 0; offer(buffer, id, 1_000); id++) {
      assertThat(id).isLessThan(20_000);
    }
    for (Batch batch = take(buffer); batch != null; batch = take(buffer)) {
      buffer.release(batch);
    }
    buffer.trim();
    // At once, without a collection: an idle process may not have one for hours.
    assertThat(memoryOutsideTheHeap() - outsideTheHeap).isLessThan(2 * MIB);
    assertThat(memoryOnTheHeap() - onTheHeap).isLessThan(2 * MIB);
    assertThat(buffer.heldBytes()).isLessThan(2 * MIB);
  }

  private static long memoryOutsideTheHeap() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct")) // mapped is the system's, not ours
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static long memoryOnTheHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void aMarkTellsWhenAllThatWasOfferedBeforeIsTaken() {
    RecordBuffer buffer = create(4 * MIB);
    assertThat(buffer.isTaken(buffer.mark())).isTrue();
    offer(buffer, 1, 100);
    Mark mark = buffer.mark();
    offer(buffer, 2, 100);
    assertThat(buffer.isTaken(mark)).isFalse();
    Batch before = buffer.take(1, 1_000);
    assertThat(buffer.isTaken(mark)).isTrue();
    assertThat(mark.covers(before)).isTrue();
    assertThat(mark.covers(buffer.take(1, 1_000))).isFalse();
  }

  @Test
  void theLastTenthIsKeptForErrors() {
    RecordBuffer buffer = create(8 * MIB);
    long infos = fill(buffer, 0, INFO);
    assertThat(infos * 1_000).isBetween(6 * MIB, buffer.capacityBytes() / 10 * 9);
    long errors = fill(buffer, infos, ERROR);
    assertThat(errors * 1_000).isGreaterThan(buffer.capacityBytes() / 12);
    assertThat(offer(buffer, -1, 1_000, INFO)).isFalse();
    assertThat(drain(buffer)).hasSize((int) (infos + errors));
    await().until(() -> offer(buffer, 1, 1_000, INFO));
  }

  private static long fill(RecordBuffer buffer, long firstId, int severity) {
    long count = 0;
    while (offer(buffer, firstId + count, 1_000, severity)) {
      count++;
      assertThat(count).isLessThan(40_000);
    }
    return count;
  }

  @Test
  void dropOldestKeepsTheNewestAndTellsWhatItDropped() {
    List<Integer> evicted = new ArrayList<>();
    RecordBuffer buffer =
        create(8 * MIB, new Overflow(Policy.DROP_OLDEST, Duration.ZERO), evicted::add);
    int offered = 40_000;
    for (int id = 0; id < offered; id++) {
      assertThat(offer(buffer, id, 1_000)).isTrue();
    }
    List<Long> kept = drain(buffer);
    assertThat(kept.size() * 1_000L).isGreaterThan(3 * MIB);
    assertThat(kept).isEqualTo(LongStream.range(offered - kept.size(), offered).boxed().toList());
    assertThat(evicted).hasSize(offered - kept.size()).containsOnly(INFO);
  }

  @Test
  void dropOldestLeavesAloneWhatIsBeingSent() {
    RecordBuffer buffer = create(8 * MIB, new Overflow(Policy.DROP_OLDEST, Duration.ZERO), s -> {});
    offer(buffer, 1, 1_000);
    Batch sent = take(buffer);
    for (int id = 2; id < 20_000; id++) {
      assertThat(offer(buffer, id, 1_000)).isTrue();
    }
    assertThat(id(sent, 0)).isEqualTo(1);
    buffer.release(sent);
    assertThat(drain(buffer)).doesNotContain(1L).contains(19_999L);
  }

  @Test
  void dropOldestKeepsTheNewestInTheSmallestBufferWhileTheFirstIsBeingSent() {
    List<Integer> evicted = new ArrayList<>();
    RecordBuffer buffer =
        create(TWO_SEGMENTS, new Overflow(Policy.DROP_OLDEST, Duration.ZERO), evicted::add);
    offer(buffer, 0, 1_000);
    Batch sent = take(buffer);
    for (int id = 1; id < 10_500; id++) {
      assertThat(offer(buffer, id, 1_000)).isTrue();
    }
    List<Long> kept = drain(buffer);
    assertThat(kept).hasSize(10_499 - evicted.size()).isSorted();
    assertThat(kept.subList(kept.size() - 100, kept.size()))
        .isEqualTo(LongStream.range(10_400, 10_500).boxed().toList());
    assertThat(kept.size() * 1_000L).isGreaterThan(MIB);
    assertThat(id(sent, 0)).isZero();
  }

  @Test
  void dropOldestDropsNothingWhereNoSegmentComesFreeByIt() {
    AtomicLong evicted = new AtomicLong();
    RecordBuffer buffer =
        create(
            TWO_SEGMENTS,
            new Overflow(Policy.DROP_OLDEST, Duration.ZERO),
            severity -> evicted.incrementAndGet());
    List<Batch> sent = new ArrayList<>();
    List<Long> accepted = new ArrayList<>();
    for (long id = 0; id < 3_000; id++) {
      if (offer(buffer, id, 1_000)) {
        accepted.add(id);
        if (id % 50 == 0) {
          sent.add(take(buffer)); // some of each segment
        }
      }
    }
    assertThat(evicted.get()).isZero();
    assertThat(accepted.size() * 1_000L).isLessThan(buffer.capacityBytes());
    int beingSent = sent.stream().mapToInt(Batch::size).sum();
    assertThat(drain(buffer)).hasSize(accepted.size() - beingSent).isNotEmpty();
  }

  @Test
  void dropLowestSeverityKeepsErrorsInTheSmallestBufferWhileAnotherIsBeingSent() {
    List<Integer> evicted = new ArrayList<>();
    RecordBuffer buffer =
        create(
            TWO_SEGMENTS, new Overflow(Policy.DROP_LOWEST_SEVERITY, Duration.ZERO), evicted::add);
    offer(buffer, 0, 1_000, INFO);
    Batch sent = take(buffer);
    long infos = fill(buffer, 1, INFO);
    Mark mark = buffer.mark();
    long errors = fill(buffer, 1 + infos, ERROR);
    assertThat(errors * 1_000).isGreaterThan(MIB / 10 * 9);
    assertThat(evicted).isNotEmpty().containsOnly(INFO);
    assertThat(buffer.isTaken(mark)).isFalse();
    List<Long> kept = drain(buffer);
    assertThat(kept).hasSize((int) (infos - evicted.size() + errors));
    assertThat(kept.subList(0, (int) errors))
        .isEqualTo(LongStream.rangeClosed(1 + infos, infos + errors).boxed().toList());
    assertThat(buffer.isTaken(mark)).isTrue();
    assertThat(buffer.backlogBytes()).isZero();
    buffer.release(sent);
    await().until(() -> offer(buffer, -1, 1_000, INFO));
    assertThat(drain(buffer)).containsExactly(-1L);
  }

  @Test
  void aSegmentOfWhichAllIsDeliveredServesEverySeverity() {
    RecordBuffer buffer =
        create(
            TWO_SEGMENTS,
            new Overflow(Policy.DROP_LOWEST_SEVERITY, Duration.ZERO),
            RecordBufferContractTest::nothingIsEvicted);
    for (int severity : new int[] {ERROR, WARN, INFO, DEBUG, INFO, WARN, ERROR}) {
      await().until(() -> offer(buffer, severity, 1_000, severity));
      assertThat(drain(buffer)).containsExactly((long) severity);
    }
  }

  @Test
  void dropLowestSeverityGivesUpWhatIsLessSevereAndNothingElse() {
    List<Integer> evicted = new ArrayList<>();
    RecordBuffer buffer =
        create(32 * MIB, new Overflow(Policy.DROP_LOWEST_SEVERITY, Duration.ZERO), evicted::add);
    long debugs = fill(buffer, 0, DEBUG);
    assertThat(evicted).isEmpty();
    long errors = fill(buffer, debugs, ERROR);
    assertThat(errors * 1_000).as("errors took the room").isGreaterThan(20 * MIB);
    assertThat(evicted).containsOnly(DEBUG);
    assertThat(offer(buffer, -1, 1_000, INFO)).as("nothing less severe is left").isFalse();
    List<Long> kept = drain(buffer);
    assertThat(kept).hasSize((int) (debugs - evicted.size() + errors));
    assertThat(kept.subList(0, (int) errors))
        .as("what is more severe is sent first, in order")
        .isEqualTo(LongStream.range(debugs, debugs + errors).boxed().toList());
  }

  @Test
  void nobodyWaitsWhereNoRoomIsMade() throws Exception {
    VirtualClock clock = new VirtualClock();
    RecordBuffer buffer = createPatient(Duration.ofDays(1), clock);
    buffer.deliveryFailed();
    clock.advance(Duration.ofSeconds(1)); // in which no room was made
    checkThatNobodyWaits(buffer);
  }

  @Test
  void aDeliveryThatFailedIsNoProgress() throws Exception {
    VirtualClock clock = new VirtualClock();
    RecordBuffer buffer = createPatient(Duration.ofDays(1), clock);
    clock.advance(Duration.ofSeconds(1));
    buffer.deliveryFailed();
    checkThatNobodyWaits(buffer);
  }

  @Test
  void toThrowRecordsAwayIsNoProgress() throws Exception {
    VirtualClock clock = new VirtualClock();
    Overflow overflow = new Overflow(Policy.DROP_OLDEST, Duration.ofDays(1));
    AtomicLong evicted = new AtomicLong();
    RecordBuffer buffer = create(8 * MIB, overflow, s -> evicted.incrementAndGet(), clock);
    clock.advance(Duration.ofSeconds(1));
    buffer.deliveryFailed();
    Thread caller =
        new Thread(
            () -> {
              for (int id = 0; evicted.get() < 20_000; id++) {
                offer(buffer, id, 1_000);
              }
            });
    caller.setDaemon(true);
    caller.start();
    caller.join(60_000);
    assertThat(caller.isAlive()).isFalse();
  }

  private RecordBuffer createPatient(Duration patience, Clock clock) {
    return create(
        8 * MIB,
        new Overflow(Policy.DROP_NEWEST, patience),
        RecordBufferContractTest::nothingIsEvicted,
        clock);
  }

  private static void checkThatNobodyWaits(RecordBuffer buffer) throws InterruptedException {
    AtomicLong offered = new AtomicLong();
    Thread caller = new Thread(() -> offered.set(fill(buffer, 0, INFO)));
    caller.setDaemon(true);
    caller.start();
    caller.join(60_000);
    assertThat(offered.get()).isPositive();
    assertThat(offered.get() * 1_000).isLessThan(buffer.capacityBytes() / 10 * 9);
  }

  @Test
  void whatWaitedInVainTakesHalfOfTheLastTenthWhileThereIsProgress() {
    VirtualClock clock = new VirtualClock();
    RecordBuffer buffer = createPatient(Duration.ofMillis(1), clock);
    long infos = fill(buffer, 0, INFO);
    assertThat(infos * 1_000)
        .isBetween(buffer.capacityBytes() / 11 * 10, buffer.capacityBytes() / 20 * 19);
    assertThat(fill(buffer, infos, ERROR) * 1_000)
        .as("the rest is kept")
        .isGreaterThan(buffer.capacityBytes() / 24);
    assertThat(drain(buffer)).hasSizeGreaterThan((int) infos);
  }

  @Test
  void beforeTheFirstDeliveryTheStartIsProgress() throws Exception {
    VirtualClock clock = new VirtualClock();
    RecordBuffer buffer = createPatient(Duration.ofMinutes(1), clock);
    clock.advance(Duration.ofSeconds(4)); // in which no room was made
    AtomicLong offered = new AtomicLong();
    AtomicLong enough = new AtomicLong(Long.MAX_VALUE);
    Thread caller =
        new Thread(
            () -> {
              while (offered.get() < enough.get() && offer(buffer, offered.get(), 1_000)) {
                offered.incrementAndGet();
              }
            });
    caller.start();
    await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
    long full = offered.get();
    enough.set(full + 1);
    assertThat(drain(buffer)).hasSizeGreaterThanOrEqualTo((int) full);
    caller.join(30_000);
    assertThat(offered.get()).as("the call that waited was not in vain").isEqualTo(full + 1);
  }

  @Test
  void afterAQuietTimeTheFirstCallsOfABurstWaitForRoom() throws Exception {
    VirtualClock clock = new VirtualClock();
    RecordBuffer buffer = createPatient(Duration.ofMinutes(1), clock);
    offer(buffer, 0, 1_000);
    assertThat(drain(buffer)).hasSize(1);
    buffer.quiet();
    clock.advance(Duration.ofHours(1)); // in which there was nothing to make room of
    checkThatACallWaitsUntilRoomIsMade(buffer);
  }

  @Test
  void aDeliveryIsProgressWhereItMakesNoRoomYet() throws Exception {
    VirtualClock clock = new VirtualClock();
    RecordBuffer buffer = createPatient(Duration.ofMinutes(1), clock);
    offer(buffer, 0, 1_000);
    offer(buffer, 1, 1_000);
    Batch first = buffer.take(1, Integer.MAX_VALUE);
    buffer.take(1, Integer.MAX_VALUE); // and is under way for long
    clock.advance(Duration.ofHours(1));
    buffer.release(first);
    clock.advance(Duration.ofMillis(999));
    checkThatACallWaitsUntilRoomIsMade(buffer);
  }

  @Test
  void whatIsUnderWayForASecondIsNoProgress() throws Exception {
    VirtualClock clock = new VirtualClock();
    RecordBuffer buffer = createPatient(Duration.ofDays(1), clock);
    offer(buffer, 0, 1_000);
    assertThat(drain(buffer)).hasSize(1);
    buffer.quiet();
    clock.advance(Duration.ofHours(1));
    offer(buffer, 1, 1_000);
    take(buffer);
    clock.advance(Duration.ofSeconds(1));
    checkThatNobodyWaits(buffer);
  }

  @Test
  void nobodyWaitsWhileItIsSuspended() throws Exception {
    VirtualClock clock = new VirtualClock();
    RecordBuffer buffer = createPatient(Duration.ofDays(1), clock);
    buffer.suspend();
    clock.advance(Duration.ofSeconds(1));
    checkThatNobodyWaits(buffer);
  }

  @Test
  void afterItIsResumedTheStartIsProgressAgain() throws Exception {
    VirtualClock clock = new VirtualClock();
    RecordBuffer buffer = createPatient(Duration.ofMinutes(1), clock);
    buffer.deliveryFailed();
    buffer.suspend();
    clock.advance(Duration.ofHours(1));
    buffer.resume();
    clock.advance(Duration.ofSeconds(4));
    checkThatACallWaitsUntilRoomIsMade(buffer);
  }

  @Test
  void aCallWaitsForRoomWhileThereIsProgress() throws Exception {
    RecordBuffer buffer = createPatient(Duration.ofMinutes(1), Clock.getDefault());
    checkThatACallWaitsUntilRoomIsMade(buffer);
  }

  @Test
  void blockWaitsWithoutProgressToo() throws Exception {
    VirtualClock clock = new VirtualClock();
    RecordBuffer buffer =
        create(
            8 * MIB,
            new Overflow(Policy.BLOCK, Duration.ofMinutes(1)),
            RecordBufferContractTest::nothingIsEvicted,
            clock);
    clock.advance(Duration.ofSeconds(10));
    checkThatACallWaitsUntilRoomIsMade(buffer);
  }

  private static void checkThatACallWaitsUntilRoomIsMade(RecordBuffer buffer) throws Exception {
    AtomicLong offered = new AtomicLong();
    Thread caller =
        new Thread(
            () -> {
              while (offer(buffer, offered.get(), 1_000) && offered.get() < 20_000) {
                offered.incrementAndGet();
              }
            });
    caller.start();
    await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
    long full = offered.get();
    assertThat(full).isLessThan(20_000);
    caller.interrupt(); // no reason to lose a record
    List<Long> arrived = new ArrayList<>();
    await()
        .until(
            () -> {
              arrived.addAll(drain(buffer));
              return !caller.isAlive();
            });
    arrived.addAll(drain(buffer));
    assertThat(arrived).isEqualTo(LongStream.rangeClosed(0, 20_000).boxed().toList());
    assertThat(full).isLessThan(20_000);
  }

  @Test
  void theTimeToWaitIsBounded() {
    RecordBuffer buffer =
        create(
            4 * MIB,
            new Overflow(Policy.BLOCK, Duration.ofMillis(1)),
            RecordBufferContractTest::nothingIsEvicted);
    assertThat(fill(buffer, 0, INFO)).isPositive(); // ends, a millisecond after it is full
  }

  @Test
  void aThreadOfThePipelineNeverWaits() throws InterruptedException {
    RecordBuffer buffer =
        create(
            4 * MIB,
            new Overflow(Policy.BLOCK, Duration.ofDays(1)),
            RecordBufferContractTest::nothingIsEvicted);
    Thread pipeline = new PipelineThread("test", () -> fill(buffer, 0, INFO));
    pipeline.start();
    pipeline.join(30_000);
    assertThat(pipeline.isAlive()).isFalse();
  }

  @Test
  void manyWritersAndOneShipperLoseAndDoubleNothing() throws InterruptedException {
    RecordBuffer buffer = create(4 * MIB);
    int writers = 4;
    int each = 200_000;
    AtomicLong refused = new AtomicLong();
    CountDownLatch done = new CountDownLatch(writers);
    for (int w = 0; w < writers; w++) {
      long base = (long) w * each;
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  while (!offer(buffer, base + i, 16 + (i & 63))) {
                    refused.incrementAndGet();
                    Thread.onSpinWait();
                  }
                }
                done.countDown();
              })
          .start();
    }
    long[] next = new long[writers];
    long taken = 0;
    while (taken < (long) writers * each) {
      Batch batch = buffer.take(10_000, (int) MIB);
      if (batch == null) {
        Thread.onSpinWait();
        continue;
      }
      for (int i = 0; i < batch.size(); i++) {
        long id = id(batch, i);
        int writer = (int) (id / each);
        assertThat(id % each).as("order within a writer").isEqualTo(next[writer]++);
      }
      taken += batch.size();
      buffer.release(batch);
    }
    done.await();
    assertThat(buffer.take(1, 1)).isNull();
  }

  @Test
  void manyWritersWhoDropTheOldestLoseNoCountOfThem() throws InterruptedException {
    checkThatAllIsTakenOrCounted(Policy.DROP_OLDEST);
  }

  @Test
  void manyWritersWhoDropTheLeastSevereLoseNoCountOfThem() throws InterruptedException {
    checkThatAllIsTakenOrCounted(Policy.DROP_LOWEST_SEVERITY);
  }

  private void checkThatAllIsTakenOrCounted(Policy policy) throws InterruptedException {
    int[] severities = {DEBUG, INFO, ERROR};
    int writers = 4;
    int each = 60_000;
    AtomicLongArray dropped = new AtomicLongArray(24);
    AtomicLong evictions = new AtomicLong();
    RecordBuffer buffer =
        create(
            3 * MIB,
            new Overflow(policy, Duration.ZERO),
            severity -> {
              dropped.incrementAndGet(severity);
              evictions.incrementAndGet();
            });
    AtomicLongArray accepted = new AtomicLongArray(24);
    CountDownLatch done = new CountDownLatch(writers);
    for (int w = 0; w < writers; w++) {
      long base = (long) w * each;
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  int severity = severities[i % severities.length];
                  if (offer(buffer, base + i, 200 + (i & 255), severity)) {
                    accepted.incrementAndGet(severity);
                  }
                }
                done.countDown();
              })
          .start();
    }
    long[] taken = new long[24];
    long[][] last = new long[writers][24];
    Deque<Batch> sent = new ArrayDeque<>();
    for (long all = 0; done.getCount() > 0 || buffer.backlogBytes() > 0; ) {
      boolean ahead = done.getCount() > 0 && all > evictions.get();
      Batch batch = ahead ? null : buffer.take(100, (int) MIB);
      if (batch == null) {
        Thread.onSpinWait();
        continue;
      }
      for (int i = 0; i < batch.size(); i++) {
        long id = id(batch, i);
        int severity = batch.severity(i);
        int lane = policy == Policy.DROP_OLDEST ? 0 : severity;
        assertThat(id + 1).as("order").isGreaterThan(last[(int) (id / each)][lane]);
        last[(int) (id / each)][lane] = id + 1;
        taken[severity]++;
      }
      all += batch.size();
      sent.add(batch);
      if (sent.size() > 3) {
        buffer.release(sent.remove());
      }
    }
    sent.forEach(buffer::release);
    assertThat(evictions.get()).isPositive();
    for (int severity : severities) {
      assertThat(taken[severity] + dropped.get(severity)).isEqualTo(accepted.get(severity));
    }
  }
}
