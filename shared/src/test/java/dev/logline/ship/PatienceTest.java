package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.buffer.Overflow;
import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffer.Origin;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.StatusBoard;
import dev.logline.logrecord.OtlpRecordWriter;
import dev.logline.testkit.HeardLosses;
import dev.logline.testkit.VirtualClock;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whether a call that finds the buffer full waits, as the shipper fares. */
class PatienceTest {
  private final VirtualClock clock = new VirtualClock();
  private final Wakeup wakeup = new Wakeup();
  private final RecordBuffer buffer =
      RecordBuffers.inMemory(
          4 << 20,
          new Overflow(Policy.DROP_NEWEST, Duration.ofMinutes(1)),
          wakeup,
          clock,
          HeardLosses.IGNORED);
  private final ScriptedTransport backend = new ScriptedTransport();
  private final Shipper shipper =
      new Shipper(
          buffer, wakeup, clock, new SplittableRandom(1), new Ledger(clock), new StatusBoard());
  private final byte[] scope = OtlpRecordWriter.scope("a");
  private final AtomicLong logged = new AtomicLong();
  private final AtomicBoolean enough = new AtomicBoolean();

  private boolean log() {
    return buffer.offer(scope, scope.length, scope.length, 9, Origin.APPENDER);
  }

  private Thread burst() {
    Thread caller =
        new Thread(
            () -> {
              while (!enough.get() && log()) {
                logged.incrementAndGet();
              }
            });
    caller.setDaemon(true);
    caller.start();
    return caller;
  }

  private void connect() {
    shipper.setDestination(
        Destination.backend(backend, EncodedResource.of(Resource.empty())),
        ShipperSettings.DEFAULT);
    shipper.step();
  }

  private void send() {
    assertThat(log()).isTrue();
    shipper.step();
    clock.advance(ShipperSettings.DEFAULT.linger());
    shipper.step();
    assertThat(backend.open).hasSize(1);
  }

  @Test
  void aBurstAfterAQuietTimeWaitsForItsFirstRecords() throws Exception {
    connect();
    send();
    backend.answer(new Answer.Delivered(0, ""));
    shipper.step();
    clock.advance(Duration.ofHours(1));
    Thread caller = burst();
    await().until(() -> caller.getState() == Thread.State.TIMED_WAITING);
    long full = logged.get();
    enough.set(true);
    shipper.step();
    while (!backend.open.isEmpty()) {
      backend.answer(new Answer.Delivered(0, ""));
      shipper.step();
    }
    caller.join(30_000);
    assertThat(logged.get()).as("the call that waited was not in vain").isEqualTo(full + 1);
  }

  @Test
  void nobodyWaitsForARequestThatIsUnderWayForLong() throws Exception {
    connect();
    send();
    backend.answer(new Answer.Delivered(0, ""));
    shipper.step();
    clock.advance(Duration.ofHours(1));
    send();
    clock.advance(Duration.ofSeconds(1));
    checkThatNobodyWaits();
  }

  @Test
  void nobodyWaitsInAnOutage() throws Exception {
    connect();
    send();
    backend.answer(new Answer.Delivered(0, ""));
    shipper.step();
    send();
    backend.answer(new Answer.Retry(null, "503"));
    shipper.step();
    clock.advance(Duration.ofSeconds(1));
    checkThatNobodyWaits();
  }

  private void checkThatNobodyWaits() throws InterruptedException {
    Thread caller = burst();
    caller.join(30_000);
    assertThat(caller.isAlive()).isFalse();
    assertThat(logged.get()).isPositive();
  }
}
