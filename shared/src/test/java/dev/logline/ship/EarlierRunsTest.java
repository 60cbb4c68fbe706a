package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.buffer.Overflow;
import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.SpoolSettings;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.StatusBoard;
import dev.logline.logrecord.OtlpRecordWriter;
import dev.logline.logrecord.RecordLimits;
import dev.logline.testkit.HeardLosses;
import dev.logline.testkit.VirtualClock;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipper, in virtual time, where a spool holds what an earlier run left. */
class EarlierRunsTest {
  @TempDir private Path directory;
  private final VirtualClock clock = new VirtualClock();
  private final Ledger ledger = new Ledger(clock);
  private final StatusBoard status = new StatusBoard();
  private final Wakeup wakeup = new Wakeup();
  private final ScriptedTransport backend = new ScriptedTransport();

  private RecordBuffer spool() throws IOException {
    return RecordBuffers.spooled(
        new SpoolSettings(directory, 8 << 20, null),
        RecordBuffers.MIN_BYTES,
        new Overflow(Policy.DROP_NEWEST, Duration.ZERO),
        wakeup,
        clock,
        status,
        HeardLosses.IGNORED);
  }

  private static void log(RecordBuffer buffer, String body) {
    OtlpRecordWriter record = new OtlpRecordWriter(buffer);
    record.begin("a", RecordLimits.DEFAULT);
    record.body(body);
    assertThat(record.end()).isTrue();
  }

  /** The buffer of a run after one that has left a record. */
  private RecordBuffer afterAnEarlierRun() throws IOException {
    RecordBuffer earlier = spool();
    log(earlier, "of an earlier run");
    earlier.close();
    return spool();
  }

  private Shipper shipper(RecordBuffer buffer) {
    Shipper shipper = new Shipper(buffer, wakeup, clock, new SplittableRandom(1), ledger, status);
    shipper.setDestination(
        Destination.backend(backend, EncodedResource.of(Resource.empty())),
        ShipperSettings.DEFAULT);
    return shipper;
  }

  @Test
  void recordsOfAnEarlierRunAreAcceptedWhenTheyAreTaken() throws IOException {
    RecordBuffer buffer = afterAnEarlierRun();
    Shipper shipper = shipper(buffer);
    shipper.step();
    assertThat(ledger.inFlightCount()).isEqualTo(1);
    backend.answer(new Answer.Delivered(0, ""));
    shipper.step();
    assertThat(ledger.acceptedCount()).isEqualTo(1);
    assertThat(ledger.deliveredCount()).isEqualTo(1);
    buffer.close();
  }

  @Test
  void whoFlushesWaitsForWhatIsOnItsWayOfAnEarlierRunToo() throws IOException {
    RecordBuffer buffer = afterAnEarlierRun();
    log(buffer, "own");
    Shipper shipper = shipper(buffer);
    CompletableFuture<Void> flush = shipper.flush();
    shipper.step();
    assertThat(backend.bodies(0)).containsExactly("of an earlier run");
    assertThat(backend.bodies(1)).containsExactly("own");

    backend.open.remove(1).accept(new Answer.Delivered(0, ""));
    shipper.step();
    assertThat(flush).as("while the first request is in flight").isNotDone();
    backend.answer(new Answer.Delivered(0, ""));
    shipper.step();
    assertThat(flush).isDone();
    buffer.close();
    assertThat(directory).isEmptyDirectory();
  }
}
