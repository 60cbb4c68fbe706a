package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

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
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.sdk.resources.Resource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The shipper in virtual time, against a transport that answers when the test says so. */
class ShipperTest {
  private final VirtualClock clock = new VirtualClock();
  private final Ledger ledger = new Ledger(clock);
  private final StatusBoard status = new StatusBoard();
  private final Wakeup wakeup = new Wakeup();
  private final RecordBuffer buffer =
      RecordBuffers.inMemory(
          32 << 20,
          new Overflow(Policy.DROP_NEWEST, Duration.ZERO),
          wakeup,
          clock,
          HeardLosses.IGNORED);
  private final ScriptedTransport backend = new ScriptedTransport();
  private final Shipper shipper =
      new Shipper(buffer, wakeup, clock, new SplittableRandom(1), ledger, status);

  private void connect() {
    connect(ShipperSettings.DEFAULT);
  }

  private void connect(ShipperSettings settings) {
    Resource resource = Resource.builder().put("service.name", "test").build();
    shipper.setDestination(Destination.backend(backend, EncodedResource.of(resource)), settings);
  }

  private void log(String logger, String body) {
    OtlpRecordWriter record = new OtlpRecordWriter(buffer);
    record.begin(logger, RecordLimits.DEFAULT);
    record.body(body);
    assertThat(record.end()).isTrue();
  }

  private void askToFlush() {
    CompletableFuture<Void> unused = shipper.flush();
  }

  private void log(String body) {
    log("a", body);
  }

  @Test
  void nothingHappensBeforeTheDestinationIsKnown() {
    log("early");
    assertThat(shipper.step()).isEqualTo(Long.MAX_VALUE);
    connect();
    shipper.step();
    assertThat(backend.bodies(0)).containsExactly("early");
  }

  @Test
  void recordsWaitForCompanyAsLongAsTheLingerSays() {
    connect();
    shipper.step();
    log("one");
    assertThat(shipper.step()).isEqualTo(Duration.ofSeconds(1).toNanos());
    clock.advance(Duration.ofMillis(999));
    assertThat(shipper.step()).isEqualTo(Duration.ofMillis(1).toNanos());
    log("two");
    clock.advance(Duration.ofMillis(1));
    shipper.step();
    assertThat(backend.bodies(0)).containsExactly("one", "two");
  }

  @Test
  void anIdleShipperHasNoReasonToWake() {
    connect();
    assertThat(shipper.step()).isEqualTo(Long.MAX_VALUE);
    assertThat(shipper.isIdle()).isTrue();
  }

  @Test
  void theArrayOfALargeRequestIsUsedAgainUntilThereIsNothingToSend() {
    clock.advanceWhenAsked(Duration.ofSeconds(11));
    connect();
    byte[] first = arrayOfLargeRequest(0);
    backend.answer(new Answer.Delivered(0, ""));
    assertThat(arrayOfLargeRequest(1)).isSameAs(first);
    backend.answer(new Answer.Delivered(0, ""));
    shipper.run(1);
    assertThat(backend.rests).isEqualTo(1);
    assertThat(arrayOfLargeRequest(2)).isNotSameAs(first);
  }

  @Test
  void theArrayOfALargeRequestIsLetGoWithTheDestination() {
    connect();
    byte[] first = arrayOfLargeRequest(0);
    backend.answer(new Answer.Delivered(0, ""));
    var suspended = shipper.suspend();
    shipper.step();
    assertThat(suspended).isCompleted();
    connect();
    assertThat(arrayOfLargeRequest(1)).isNotSameAs(first);
  }

  /** Of the next request, as if it were read already. */
  private byte[] arrayOfLargeRequest(int number) {
    log("x".repeat(RequestArrays.LEAST_BYTES));
    askToFlush();
    shipper.run(1);
    ExportRequest request = (ExportRequest) backend.requests.get(number);
    request.giveBack();
    return request.array();
  }

  @Test
  void theTransportMayRestOnceAfterEachTimeThatSomethingWasSent() {
    clock.advanceWhenAsked(Duration.ofSeconds(11));
    connect();
    for (int times = 0; times < 3; times++) {
      shipper.run(1);
      shipper.run(1);
      assertThat(backend.rests).isEqualTo(times);
      log("one");
      askToFlush();
      shipper.run(1);
      assertThat(backend.rests).as("while a request is in flight").isEqualTo(times);
      backend.answer(new Answer.Delivered(0, ""));
    }
  }

  @Test
  void recordsAreGroupedByScopeInOrder() {
    connect();
    log("a", "1");
    log("b", "2");
    log("a", "3");
    askToFlush();
    shipper.step();
    List<ScopeLogs> scopes = backend.sent.get(0).getResourceLogs(0).getScopeLogsList();
    assertThat(scopes).extracting(scope -> scope.getScope().getName()).containsExactly("a", "b");
    assertThat(scopes.get(0).getLogRecordsList())
        .extracting(LogRecord::getBody)
        .extracting(body -> body.getStringValue())
        .containsExactly("1", "3");
    assertThat(backend.sent.get(0).getResourceLogs(0).getResource().getAttributes(0).getKey())
        .isEqualTo("service.name");
  }

  @Test
  void manyScopesArriveEachWithItsOwnRecords() {
    connect();
    for (int i = 0; i < 5_000; i++) {
      log("logger" + i % 1_000, "of " + i % 1_000);
    }
    askToFlush();
    shipper.step();
    assertThat(backend.sent.get(0).getResourceLogs(0).getScopeLogsList())
        .hasSize(1_000)
        .allSatisfy(
            scope -> {
              String number = scope.getScope().getName().substring("logger".length());
              assertThat(scope.getLogRecordsList())
                  .hasSize(5)
                  .allMatch(record -> record.getBody().getStringValue().equals("of " + number));
            });
  }

  @Test
  void scopesOfTheSameHashAreTwo() {
    connect();
    assertThat(ByteBuffer.wrap(OtlpRecordWriter.scope("aA")))
        .hasSameHashCodeAs(ByteBuffer.wrap(OtlpRecordWriter.scope("BB")));
    log("aA", "1");
    log("BB", "2");
    log("aA", "3");
    askToFlush();
    shipper.step();
    assertThat(backend.sent.get(0).getResourceLogs(0).getScopeLogsList())
        .extracting(scope -> scope.getScope().getName(), ScopeLogs::getLogRecordsCount)
        .containsExactly(tuple("aA", 2), tuple("BB", 1));
  }

  @Test
  void aFlushCompletesWhenTheBackendHasAccepted() {
    connect();
    log("one");
    CompletableFuture<Void> flush = shipper.flush();
    shipper.step();
    assertThat(flush).isNotDone();
    backend.answer(new Answer.Delivered(0, ""));
    shipper.step();
    assertThat(flush).isDone();
    assertThat(ledger.deliveredCount()).isEqualTo(1);
  }

  @Test
  void aFailedRequestIsRepeatedUnchangedAfterABackoffThatGrows() {
    connect();
    log("one");
    clock.advance(Duration.ofSeconds(2));
    shipper.step();
    clock.advance(Duration.ofSeconds(2));
    shipper.step();
    long last = 0;
    for (int attempt = 0; attempt < 12; attempt++) {
      backend.answer(new Answer.Retry(null, "503"));
      long wait = shipper.step();
      long ceiling = Math.min(60_000_000_000L, 1_000_000_000L << Math.min(attempt, 6));
      assertThat(wait).isBetween(ceiling / 2, ceiling);
      last = wait;
      clock.advance(Duration.ofNanos(wait));
      shipper.step();
      assertThat(backend.sent).hasSize(attempt + 2);
    }
    assertThat(last).isGreaterThanOrEqualTo(30_000_000_000L);
    assertThat(backend.sent).allMatch(request -> request.equals(backend.sent.get(0)));
    backend.answer(new Answer.Delivered(0, ""));
    shipper.step();
    assertThat(ledger.deliveredCount()).isEqualTo(1);
    assertThat(ledger.lostCount()).isZero();
    assertThat(status.messages()).anyMatch(message -> message.contains("answers again"));
  }

  @Test
  void theBackendsWishIsHonouredWithinBounds() {
    connect();
    log("one");
    askToFlush();
    shipper.step();
    backend.answer(new Answer.Retry(Duration.ofSeconds(7), "429"));
    assertThat(shipper.step()).isEqualTo(Duration.ofSeconds(7).toNanos());
    clock.advance(Duration.ofSeconds(7));
    shipper.step();
    backend.answer(new Answer.Retry(Duration.ofDays(3650), "429"));
    assertThat(shipper.step()).isEqualTo(Duration.ofMinutes(10).toNanos());
  }

  @Test
  void tooLargeIsSplitDownToTheRecordThatIsTooLargeAlone() {
    connect();
    for (int i = 0; i < 4; i++) {
      log("record " + i);
    }
    askToFlush();
    for (int round = 0; round < 20; round++) {
      shipper.step();
      while (!backend.open.isEmpty()) {
        List<String> bodies = backend.bodies(backend.sent.size() - backend.open.size());
        boolean huge = bodies.contains("record 2");
        backend.answer(huge ? new Answer.TooLarge("413") : new Answer.Delivered(0, ""));
      }
    }
    assertThat(ledger.deliveredCount()).as("and the report of the loss").isEqualTo(4);
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("too_large", 1L));
    assertThat(shipper.isIdle()).isTrue();
  }

  @Test
  void aRequestThatIsNotAnsweredInTimeIsRepeatedInHalves() {
    connect();
    for (int i = 0; i < 8; i++) {
      log("x".repeat(100_000));
    }
    askToFlush();
    int attempts = 0;
    for (long wait = shipper.step(); !shipper.isIdle() && attempts < 100; wait = shipper.step()) {
      if (backend.open.isEmpty()) {
        clock.advance(Duration.ofNanos(wait));
        continue;
      }
      attempts++;
      boolean slow = backend.oldestOpen().size() > 2;
      backend.answer(slow ? new Answer.TimedOut("10 s") : new Answer.Delivered(0, ""));
    }
    assertThat(ledger.deliveredCount()).isEqualTo(8);
    assertThat(ledger.lostCount()).isZero();
  }

  @Test
  void aSmallRequestThatIsNotAnsweredInTimeStaysWhole() {
    connect();
    log("one");
    log("two");
    askToFlush();
    shipper.step();
    backend.answer(new Answer.TimedOut("10 s"));
    clock.advance(Duration.ofNanos(shipper.step()));
    shipper.step();
    assertThat(backend.oldestOpen()).containsExactly("one", "two");
  }

  @Test
  void aPartialSuccessIsCountedAndNotRepeated() {
    connect();
    log("one");
    log("two");
    askToFlush();
    shipper.step();
    backend.answer(new Answer.Delivered(1, "too old"));
    shipper.step();
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("rejected", 1L));
    assertThat(ledger.deliveredCount()).isEqualTo(1);
    assertThat(backend.sent).hasSize(1);
  }

  @Test
  void aMisconfiguredBackendIsProbedSlowlyAndEverythingIsKept() {
    connect();
    log("one");
    clock.advance(Duration.ofSeconds(5));
    shipper.step();
    clock.advance(Duration.ofSeconds(5));
    shipper.step();
    backend.answer(new Answer.Misconfigured("401"));
    assertThat(shipper.step()).isEqualTo(Duration.ofMinutes(2).toNanos());
    assertThat(status.messages()).filteredOn(message -> message.startsWith("ERROR")).hasSize(1);
    clock.advance(Duration.ofMinutes(2));
    shipper.step();
    backend.answer(new Answer.Delivered(0, ""));
    shipper.step();
    assertThat(ledger.deliveredCount()).isEqualTo(1);
  }

  @Test
  void aBackendThatComesAndGoesIsSpokenOfOnceAMinute() {
    connect();
    for (int round = 0; round < 20; round++) {
      log("one");
      askToFlush();
      shipper.step();
      backend.answer(new Answer.Retry(null, "429"));
      clock.advance(Duration.ofNanos(shipper.step()));
      assertThat(shipper.unreachedSince()).isNotNull();
      shipper.step();
      backend.answer(new Answer.Delivered(0, ""));
      shipper.step();
      assertThat(shipper.unreachedSince()).isNull();
    }
    assertThat(status.messages())
        .satisfiesExactly(
            said -> assertThat(said).contains("is not reached"),
            said -> assertThat(said).contains("answers again"));
  }

  @Test
  void aWarningOfABackendThatTookEverythingIsSaidOnceAMinute() {
    connect();
    for (int seconds = 0; seconds < 70; seconds++) {
      log("one");
      askToFlush();
      shipper.step();
      backend.answer(new Answer.Delivered(0, "two attributes were renamed"));
      shipper.step();
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(ledger.deliveredCount()).isEqualTo(70);
    assertThat(ledger.lostCount()).isZero();
    assertThat(status.messages())
        .hasSize(2)
        .allMatch(said -> said.startsWith("WARN"))
        .allMatch(said -> said.endsWith("and warns: two attributes were renamed"));
  }

  @Test
  void oneRequestIsInFlightWhileTheBacklogIsSmallAndFourWhenItIsLarge() {
    connect();
    log("small");
    askToFlush();
    shipper.step();
    log("more");
    shipper.step();
    assertThat(backend.open).hasSize(1);
    for (int i = 0; i < 80; i++) {
      log("x".repeat(100_000));
    }
    shipper.step();
    assertThat(backend.open).hasSize(4);
    backend.answer(new Answer.Retry(null, "503"));
    shipper.step();
    assertThat(backend.open).as("a backend in trouble gets one at a time").hasSize(3);
  }

  @Test
  void noRequestIsLargerThanTheCollectorTakes() {
    connect(ShipperSettings.DEFAULT);
    for (int i = 0; i < 60; i++) {
      log("x".repeat(250_000));
    }
    askToFlush();
    for (int round = 0; round < 60 && !shipper.isIdle(); round++) {
      shipper.step();
      while (!backend.open.isEmpty()) {
        backend.answer(new Answer.Delivered(0, ""));
      }
    }
    assertThat(backend.sizes).allMatch(size -> size <= 4 << 20);
    assertThat(ledger.deliveredCount()).isEqualTo(60);
  }

  @Test
  void whatIsStillThereAtTheEndIsCounted() {
    connect();
    log("in flight");
    askToFlush();
    shipper.step();
    log("waiting");
    assertThat(shipper.abandon()).isEqualTo(2);
    assertThat(ledger.lostByReason()).isEqualTo(Map.of("shutdown", 2L));
  }

  @Test
  void aRefusedFlushDoesNotWaitForTheWholeBackoff() {
    connect();
    log("one");
    askToFlush();
    shipper.step();
    for (int i = 0; i < 8; i++) {
      backend.answer(new Answer.Retry(null, "refused"));
      long wait = shipper.step();
      assertThat(wait).isLessThanOrEqualTo(Duration.ofMillis(500).toNanos());
      clock.advance(Duration.ofNanos(wait));
      shipper.step();
    }
  }

  @Test
  void aRecordThatComesJustAfterTheBufferWasFoundEmptyIsNotSleptOver() {
    AtomicInteger foundEmpty = new AtomicInteger();
    InvocationHandler logsLate =
        (proxy, method, arguments) -> {
          Object result = method.invoke(buffer, arguments);
          boolean asked = method.getName().equals("backlogBytes");
          if (asked && foundEmpty.incrementAndGet() == 3) { // as often as one step asks
            log("shop.Orders", "late");
          }
          return result;
        };
    RecordBuffer racing =
        (RecordBuffer)
            Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RecordBuffer.class}, logsLate);
    Shipper racingShipper =
        new Shipper(racing, wakeup, clock, new SplittableRandom(1), ledger, status);
    Resource resource = Resource.builder().put("service.name", "test").build();
    racingShipper.setDestination(
        Destination.backend(backend, EncodedResource.of(resource)), ShipperSettings.DEFAULT);
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> racingShipper.run(Long.MAX_VALUE));
    assertThat(foundEmpty.get()).isGreaterThan(3);
    racingShipper.step(); // begins to linger
    clock.advance(ShipperSettings.DEFAULT.linger());
    racingShipper.step();
    assertThat(backend.bodies(0)).containsExactly("late");
  }

  @Test
  void whoFlushesIsNotToldToWaitForABackoffThatRuns() {
    failUntilTheBackoffIsLong();
    int before = backend.sent.size();
    askToFlush();
    shipper.step();
    assertThat(backend.sent).hasSize(before + 1);
  }

  @Test
  void aProcessThatEndsTriesTheBackendOnceMore() {
    failUntilTheBackoffIsLong();
    int before = backend.sent.size();
    shipper.hurry();
    shipper.step();
    assertThat(backend.sent).hasSize(before + 1);
  }

  private void failUntilTheBackoffIsLong() {
    connect();
    log("one");
    clock.advance(Duration.ofSeconds(5));
    shipper.step();
    clock.advance(Duration.ofSeconds(5));
    shipper.step();
    for (int i = 0; i < 8; i++) {
      backend.answer(new Answer.Retry(null, "refused"));
      long wait = shipper.step();
      if (i < 7) {
        clock.advance(Duration.ofNanos(wait));
        shipper.step();
      }
    }
    assertThat(backend.open).isEmpty();
  }

  @Test
  void anErrorWhileARequestIsMadeIsAFailureLikeOthers() {
    backend.broken = new OutOfMemoryError("played");
    connect();
    log("one");
    askToFlush();
    shipper.step();
    backend.broken = null;
    clock.advance(Duration.ofNanos(shipper.step()));
    clock.advance(Duration.ofNanos(shipper.step()));
    shipper.step();
    assertThat(backend.bodies(0)).containsExactly("one");
  }

  @Test
  void whoFlushesIsToldWhenThePipelineIsGivenUp() {
    connect();
    log("one");
    CompletableFuture<Void> flush = shipper.flush();
    shipper.step();
    assertThat(shipper.abandon()).isEqualTo(1);
    assertThat(flush).isCancelled();
    assertThat(shipper.abandon()).as("counted once").isZero();
  }

  @Test
  void aNewDestinationIsNotHeldUpByTheTroublesOfTheLast() {
    failUntilTheBackoffIsLong();
    Resource other = Resource.builder().put("service.name", "other").build();
    int before = backend.sent.size();
    shipper.setDestination(
        Destination.backend(backend, EncodedResource.of(other)), ShipperSettings.DEFAULT);
    shipper.step();
    assertThat(backend.sent).hasSize(before + 1);
  }

  @Test
  void aWallClockThatIsSetNeitherStallsNorHurriesNorLosesAnything() {
    for (int hours : List.of(24, -48)) {
      connect();
      log("one");
      askToFlush();
      shipper.step();
      backend.answer(new Answer.Retry(Duration.ofSeconds(7), "503"));
      shipper.step();
      clock.jump(Duration.ofHours(hours));
      assertThat(shipper.step()).isEqualTo(Duration.ofSeconds(7).toNanos());
      clock.advance(Duration.ofSeconds(7));
      shipper.step();
      backend.answer(new Answer.Delivered(0, ""));
      shipper.step();
    }
    assertThat(ledger.deliveredCount()).isEqualTo(2);
    assertThat(ledger.lostCount()).isZero();
  }
}
