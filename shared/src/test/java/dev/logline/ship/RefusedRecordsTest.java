package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.buffer.Overflow;
import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.StatusBoard;
import dev.logline.logrecord.OtlpRecordWriter;
import dev.logline.logrecord.RecordLimits;
import dev.logline.testkit.HeardLosses;
import dev.logline.testkit.VirtualClock;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backends that answer 400: because of one record, of several, or to everything. */
class RefusedRecordsTest {
  private static final Answer DELIVERED = new Answer.Delivered(0, "");
  private static final Answer REFUSED = new Answer.Rejected("HTTP 400: bad data");

  private final VirtualClock clock = new VirtualClock();
  private final Ledger ledger = new Ledger(clock);
  private final StatusBoard status = new StatusBoard();
  private final Wakeup wakeup = new Wakeup();
  private final RecordBuffer buffer =
      RecordBuffers.inMemory(
          64 << 20,
          new Overflow(Policy.DROP_NEWEST, Duration.ZERO),
          wakeup,
          clock,
          HeardLosses.IGNORED);
  private final ScriptedTransport backend = new ScriptedTransport();
  private final Shipper shipper =
      new Shipper(buffer, wakeup, clock, new SplittableRandom(1), ledger, status);
  private final List<String> arrived = new ArrayList<>();

  @BeforeEach
  void connect() {
    Resource resource = Resource.builder().put("service.name", "test").build();
    shipper.setDestination(
        Destination.backend(backend, EncodedResource.of(resource)), ShipperSettings.DEFAULT);
    shipper.step();
  }

  private void log(String body) {
    OtlpRecordWriter record = new OtlpRecordWriter(buffer);
    record.begin("shop.Orders", RecordLimits.DEFAULT);
    record.observedTimestamp(clock.now());
    record.body(body);
    assertThat(record.end()).isTrue();
  }

  private void log(int from, int to) {
    IntStream.range(from, to).forEach(i -> log("record " + i));
  }

  /** Ships until all is done or nothing happens for an hour, with a backend that refuses these. */
  private void ship(Predicate<String> poisoned) {
    shipFor(Duration.ofHours(1), poisoned);
  }

  private void shipFor(Duration time, Predicate<String> poisoned) {
    long until = clock.nanoTime() + time.toNanos();
    long wait = shipper.step();
    while (!shipper.isIdle()) {
      if (!backend.open.isEmpty()) {
        answer(poisoned);
      } else if (wait > until - clock.nanoTime()) {
        clock.advance(Duration.ofNanos(until - clock.nanoTime()));
        return;
      } else {
        clock.advance(Duration.ofNanos(wait));
      }
      wait = shipper.step();
    }
  }

  private void answer(Predicate<String> poisoned) {
    List<String> bodies = backend.oldestOpen();
    boolean refused = bodies.stream().anyMatch(poisoned);
    if (!refused) {
      bodies.stream()
          .filter(body -> !body.contains("lost between"))
          .forEach(arrived::add); // no report
    }
    backend.answer(refused ? REFUSED : DELIVERED);
  }

  private List<String> named() {
    return status.messages().stream().filter(said -> said.contains("shop.Orders")).toList();
  }

  private static boolean everything(String body) {
    return true;
  }

  @Test
  void onePoisonedRecordIsTheOnlyOneThatLeaves() {
    for (int poisoned : List.of(0, 1, 511, 1_000, 1_023)) {
      shipWithOne(poisoned);
    }
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("rejected", 5L));
  }

  private void shipWithOne(int poisoned) {
    int before = backend.sent.size();
    arrived.clear();
    log(0, 1_024);
    ship(("record " + poisoned)::equals);
    List<String> others =
        IntStream.range(0, 1_024).filter(i -> i != poisoned).mapToObj(i -> "record " + i).toList();
    assertThat(arrived).isEqualTo(others);
    // The batch, two halves for each of ten halvings, the record's second chance, and the report.
    assertThat(backend.sent.size() - before).isLessThanOrEqualTo(1 + 2 * 10 + 1 + 1);
  }

  @Test
  void itIsNamedByLoggerAndTimeAndNotByItsContent() {
    log(0, 4);
    log("secret");
    ship("secret"::equals);
    assertThat(named())
        .singleElement()
        .asString()
        .startsWith("WARN: Lost: 1 record of the logger 'shop.Orders', logged at 2023-11-14T")
        .contains("HTTP 400: bad data")
        .doesNotContain("secret");
  }

  @Test
  void ofManyThatAreNamedThereAreTenAMinute() {
    log(0, 4_000);
    ship(body -> body.endsWith("00"));
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("rejected", 39L));
    assertThat(arrived).hasSize(3_961);
    assertThat(named()).hasSize(10);
    clock.advance(Duration.ofMinutes(1));
    log("record 00");
    log("record 01");
    ship(body -> body.endsWith("00"));
    assertThat(named()).hasSize(11);
  }

  @Test
  void severalRequestsInFlightAreIsolatedEachForItself() {
    String padding = "x".repeat(4_000);
    IntStream.range(0, 4_000).forEach(i -> log("record " + i + padding));
    shipper.step();
    assertThat(backend.open).hasSize(4);
    ship(body -> body.startsWith("record 100x") || body.startsWith("record 1999x"));
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("rejected", 2L));
    assertThat(arrived).hasSize(3_998);
  }

  @Test
  void aRowOfPoisonedRecordsIsNotTakenForABrokenBackend() {
    log(0, 500);
    IntStream.range(0, 100).forEach(i -> log("poison"));
    log(500, 1_000);
    ship("poison"::equals);
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("rejected", 100L));
    assertThat(arrived).hasSize(1_000);
    assertThat(status.messages()).noneMatch(said -> said.startsWith("ERROR"));
  }

  @Test
  void aRowOfPoisonedRecordsAtTheStartIsNotEither() {
    IntStream.range(0, 100).forEach(i -> log("poison"));
    log(0, 100);
    ship("poison"::equals);
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("rejected", 100L));
    assertThat(arrived).hasSize(100);
    assertThat(status.messages()).noneMatch(said -> said.startsWith("ERROR"));
  }

  @Test
  void aBackendThatRefusesEverythingLosesNothingAndIsProbedSlowly() {
    log(0, 5_000);
    shipFor(Duration.ofMinutes(1), RefusedRecordsTest::everything);
    int first = backend.sent.size();
    assertThat(first).isLessThan(60);
    assertThat(status.messages())
        .filteredOn(said -> said.startsWith("ERROR"))
        .singleElement()
        .asString()
        .contains("refuses all records", "HTTP 400: bad data");
    shipFor(Duration.ofHours(10), RefusedRecordsTest::everything);
    assertThat(backend.sent.size() - first).as("one in two minutes").isLessThanOrEqualTo(301);
    assertThat(ledger.lostCount()).isZero();

    ship(body -> false);
    assertThat(arrived).hasSize(5_000).doesNotHaveDuplicates();
    assertThat(ledger.lostCount()).isZero();
    assertThat(shipper.isIdle()).isTrue();
    assertThat(status.messages()).anyMatch(said -> said.contains("answers again"));
  }

  @Test
  void aBackendThatBeginsToRefuseEverythingLosesNothing() {
    log(0, 100);
    ship(body -> false);
    log(100, 200);
    shipFor(Duration.ofMinutes(10), RefusedRecordsTest::everything);
    log(200, 300);
    ship("record 150"::equals);
    assertThat(arrived).hasSize(299);
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("rejected", 1L));
  }

  @Test
  void whatWasRefusedInAPassingFaultIsTriedAgain() {
    log(0, 64);
    shipper.step();
    clock.advance(Duration.ofSeconds(1));
    shipper.step();
    for (int refused = 0; refused < 9; refused++) { // down to single records
      answer(RefusedRecordsTest::everything);
      shipper.step();
    }
    ship(body -> false);
    assertThat(arrived).hasSize(64);
    assertThat(ledger.lostCount()).isZero();
  }

  @Test
  void theOnlyRecordThereIsGoesWhereABackendTookOthersBefore() {
    log("good");
    ship(body -> false);
    log("poison");
    CompletableFuture<Void> flush = shipper.flush();
    shipFor(Duration.ofSeconds(3), "poison"::equals);
    assertThat(flush).isDone();
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("rejected", 1L));
  }

  @Test
  void theFirstRecordOfAllWaitsForAnother() {
    log("poison");
    shipFor(Duration.ofSeconds(30), "poison"::equals);
    assertThat(ledger.lostCount()).isZero();
    assertThat(status.messages()).anyMatch(said -> said.startsWith("ERROR"));
    log("good");
    ship("poison"::equals);
    assertThat(arrived).containsExactly("good");
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("rejected", 1L));
  }

  @Test
  void whatIsStillSuspectAtTheEndIsCounted() {
    log("poison");
    shipFor(Duration.ofSeconds(30), "poison"::equals);
    assertThat(shipper.abandon()).isEqualTo(1);
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("shutdown", 1L));
  }

  @Test
  void anotherBackendGetsWhatTheLastRefused() {
    log(0, 100);
    shipFor(Duration.ofMinutes(1), RefusedRecordsTest::everything);
    Resource other = Resource.builder().put("service.name", "other").build();
    shipper.setDestination(
        Destination.backend(backend, EncodedResource.of(other)), ShipperSettings.DEFAULT);
    shipFor(Duration.ofSeconds(2), body -> false);
    assertThat(arrived).hasSize(100);
    assertThat(ledger.lostCount()).isZero();
  }
}
