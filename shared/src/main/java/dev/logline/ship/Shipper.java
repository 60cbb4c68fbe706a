package dev.logline.ship;

import dev.logline.buffer.Batch;
import dev.logline.buffer.Mark;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffer.Origin;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.StatusPort;
import io.opentelemetry.sdk.common.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/**
 * Empties the buffer towards its destination: one thread that calls {@link #step}, while answers
 * come from any.
 *
 * <p>What was taken stays in the buffer until the backend accepted it or it was counted as lost.
 * One request is in flight while the backlog is small or the backend in trouble, so order is kept;
 * several while it is large. Before the destination is known, everything waits.
 */
public final class Shipper {
  private static final long NEVER = Long.MAX_VALUE;
  private static final long TRIM_AFTER_NANOS = 10_000_000_000L;

  private final RecordBuffer buffer;
  private final Wakeup wakeup;
  private final Clock clock;
  private final Ledger ledger;
  private final Troubles troubles;
  private final Backoff backoff;
  private final Batching batching;
  private final Replays replays;
  private final LossReport lossReport;

  private final Queue<Completion> completions = new ConcurrentLinkedQueue<>();
  private final Flushes flushes;
  private volatile ShipperSettings settings = ShipperSettings.DEFAULT;
  private volatile Destination destination;
  private volatile boolean hurried;
  private volatile boolean concluding;
  private final AtomicReference<CompletableFuture<Void>> suspension = new AtomicReference<>();

  // The rest belongs to the stepping thread.
  private final BatchQueue inFlight = new BatchQueue();
  private final BatchQueue waiting = new BatchQueue(); // to be sent again
  private final Refusals refusals = new Refusals(waiting);
  private final Settlement settlement;
  private final Remains remains;
  private final RequestArrays arrays = new RequestArrays();
  private Destination known;
  private boolean hurriedBefore;
  private boolean trimmed = true;

  private record Completion(Batch batch, Answer answer) {}

  public Shipper(
      RecordBuffer buffer,
      Wakeup wakeup,
      Clock clock,
      RandomGenerator random,
      Ledger ledger,
      StatusPort status) {
    this.buffer = buffer;
    this.wakeup = wakeup;
    this.clock = clock;
    this.ledger = ledger;
    this.troubles = new Troubles(clock, status);
    this.backoff = new Backoff(clock, random);
    this.batching = new Batching(buffer);
    this.replays = new Replays(buffer, ledger, troubles);
    this.lossReport = new LossReport(buffer, ledger, clock);
    this.flushes = new Flushes(buffer);
    this.settlement =
        new Settlement(buffer, ledger, troubles, backoff, batching, lossReport, waiting, refusals);
    this.remains = new Remains(buffer, ledger, inFlight, waiting, refusals);
  }

  /** Says where records go, from now on; those that waited go there first. */
  public void setDestination(Destination destination, ShipperSettings settings) {
    this.settings = settings;
    this.destination = destination;
    wakeup.wake();
  }

  /** Completes when everything offered before this call was accepted, or counted as lost. */
  public CompletableFuture<Void> flush() {
    CompletableFuture<Void> done = flushes.ask();
    wakeup.wake();
    return done;
  }

  /**
   * Lets go of the destination and of all files, which completes what is returned. What waits in
   * memory waits on, for {@link RecordBuffer#resume} and another destination.
   */
  public CompletableFuture<Void> suspend() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    destination = null;
    suspension.set(done);
    wakeup.wake();
    return done;
  }

  /** From now on nothing lingers, and own back-off is short: the process is about to end. */
  public void hurry() {
    hurried = true;
    wakeup.wake();
  }

  /** Nothing comes after the next flush: what is to be told of losses is told with it. */
  public void conclude() {
    concluding = true;
  }

  /** Since when the backend has not been reached, or null. */
  public Instant unreachedSince() {
    return troubles.unreachedSince();
  }

  /** Whether everything that was offered is delivered or counted. */
  public boolean isIdle() {
    return isSettled() && buffer.backlogBytes() == 0;
  }

  private boolean isSettled() {
    return inFlight.isEmpty() && waiting.isEmpty() && refusals.isEmpty();
  }

  /**
   * Does what can be done now.
   *
   * @return nanoseconds until there may be more to do, {@link Long#MAX_VALUE} where only a record
   *     or an answer can change that
   */
  long step() {
    settle();
    letGo();
    takeUpRequests();
    Destination to = destination;
    tellLosses(to);
    if (!Objects.equals(to, known)) {
      known = to;
      batching.begin(settings);
      backoff.reset(); // that was another's trouble
      refusals.begin();
      if (to != null && to.isNowhere()) {
        buffer.leaveEarlier(); // that is for a run which exports
      }
    }
    long wait = to == null ? NEVER : ship(to);
    if (to != null && isSettled()) {
      buffer.quiet();
    }
    completeFlushes(to);
    troubles.reportLosses(ledger);
    return wait;
  }

  private void letGo() {
    CompletableFuture<Void> asked = suspension.getAndSet(null);
    if (asked == null) {
      return;
    }
    buffer.suspend();
    arrays.clear();
    if (buffer.keeps()) {
      remains.leave();
    }
    asked.complete(null);
  }

  private void tellLosses(Destination to) {
    if (concluding) {
      concluding = false;
      lossReport.conclude();
    }
    if (isSdk(to)) {
      lossReport.open(); // it takes whatever it is given
    }
    if (lossReport.write()) {
      flushes.moveBack(); // who waits for what was logged waits for this, too
    }
  }

  /** Nanoseconds until there is something to say or tell of losses. */
  long lossesDueIn() {
    long now = clock.nanoTime();
    return Math.min(lossReport.dueIn(now), troubles.lossDueIn(ledger, now));
  }

  private static boolean isSdk(Destination to) {
    return to != null && to.transport() == null && to.replay() != null;
  }

  /** Somebody waits now: the backend is tried at once, unless it asked for patience itself. */
  private void takeUpRequests() {
    boolean urgent = hurried && !hurriedBefore;
    hurriedBefore |= urgent;
    urgent |= flushes.takeUp() && !hurried; // else each log call at the end would be an attempt
    if (urgent) {
      backoff.tryNow();
    }
  }

  /** Steps, and sleeps as long as the step says, at most {@code maxNanos}. */
  public void run(long maxNanos) {
    long untilMore = step();
    long wait = Math.min(Math.min(untilMore, lossesDueIn()), maxNanos);
    boolean idle = isIdle();
    if (wait <= 0 || (untilMore == NEVER && !idle && hasUnseenRecord())) {
      return;
    }
    if (idle && !trimmed) {
      wait = Math.min(wait, TRIM_AFTER_NANOS);
    }
    long since = clock.nanoTime();
    if (idle || destination == null) {
      wakeup.sleepUntilRecord(wait, () -> hasNews() || (destination != null && !isIdle()));
    } else {
      wakeup.sleepUntilSegment(wait, this::hasNews);
    }
    if (idle && isIdle() && !trimmed && clock.nanoTime() - since >= TRIM_AFTER_NANOS) {
      buffer.trim();
      arrays.clear();
      letIdle(destination);
      trimmed = true;
    }
  }

  private static void letIdle(Destination to) {
    if (to != null && to.transport() != null) {
      to.transport().idle();
    }
  }

  /** One that came after the step found none: only the next step gives it its time to linger. */
  private boolean hasUnseenRecord() {
    return destination != null && inFlight.isEmpty() && waiting.isEmpty();
  }

  private boolean hasNews() {
    return !completions.isEmpty() || flushes.areAsked() || suspension.get() != null;
  }

  private long ship(Destination to) {
    long now = clock.nanoTime();
    long pause = backoff.left(now);
    if (pause > 0) {
      return pause;
    }
    while (inFlight.size() < allowedInFlight()) {
      Batch batch = next(now, to);
      if (batch == null) {
        break;
      }
      trimmed = false;
      send(batch, to);
    }
    if (!completions.isEmpty()) {
      return 0;
    }
    if (!refusals.isEmpty() && inFlight.isEmpty() && !hasOthers()) {
      doubt();
      return backoff.left(now);
    }
    return inFlight.isEmpty() && waiting.isEmpty() ? batching.dueIn(now) : NEVER;
  }

  private boolean hasOthers() {
    return !waiting.isEmpty() || buffer.backlogBytes() > 0;
  }

  /** Records were refused alone, and there are no others that could show whose fault it is. */
  private void doubt() {
    backoff.failed(null, isHurried()); // not yet the long pause: others may come
    if (refusals.nothingElseToTry()) {
      troubles.misconfigured(refusals.reason());
    }
  }

  private int allowedInFlight() {
    return !refusals.isProbing() && batching.isBehind() && !backoff.isActive()
        ? batching.maxInFlight()
        : 1;
  }

  /** The next batch that is due, or null. */
  private Batch next(long now, Destination to) {
    if (refusals.isProbing()) {
      return probe(now, to);
    }
    return waiting.isEmpty() ? take(now, isHurried(), to) : waiting.poll();
  }

  private Batch take(long now, boolean hurried, Destination to) {
    Batch batch = batching.next(now, hurried);
    if (batch != null) {
      countTaken(batch, to);
    }
    return batch;
  }

  private void countTaken(Batch batch, Destination to) {
    if (batch.earlierResource() != null) {
      ledger.recovered(batch.size()); // this run did not see them before
    }
    if (!mustReplay(batch, to) && to.transport() != null) {
      ledger.submitted(batch.size());
    }
  }

  private static boolean mustReplay(Batch batch, Destination to) {
    return to.replay() != null && (batch.origin() == Origin.APPENDER || to.transport() == null);
  }

  /** One record that has the least to do with those that were refused. */
  private Batch probe(long now, Destination to) {
    Batch batch = waiting.isEmpty() ? take(now, true, to) : waiting.pollLast();
    if (batch == null) {
      return refusals.isAtFault() ? refusals.poll() : null;
    }
    while (batch.size() > 1) {
      waiting.add(batch.firstHalf());
      batch = batch.secondHalf();
    }
    return batch;
  }

  private boolean isHurried() {
    return hurried || flushes.areOpen();
  }

  private void send(Batch batch, Destination to) {
    if (mustReplay(batch, to)) {
      replay(batch, to);
    } else if (to.isNowhere()) {
      ledger.handedOver(batch.size());
      buffer.release(batch); // the configuration exports no logs
    } else {
      inFlight.add(batch);
      try {
        to.transport()
            .send(
                new ExportRequest(batch, resourceOf(batch, to), settings.recordUid(), arrays),
                answer -> complete(batch, answer));
      } catch (Throwable e) {
        complete(batch, new Answer.Retry(null, "a request could not be made: " + e.getClass()));
      }
    }
  }

  private static EncodedResource resourceOf(Batch batch, Destination to) {
    byte[] earlier = batch.earlierResource();
    if (earlier == null) {
      return to.resource();
    }
    return earlier.length == 0 ? to.resource().ofAnyInstance() : EncodedResource.of(earlier);
  }

  private void complete(Batch batch, Answer answer) {
    completions.add(new Completion(batch, answer));
    wakeup.wake();
  }

  private void replay(Batch batch, Destination to) {
    try {
      replays.play(batch, to.replay());
    } catch (OutOfMemoryError e) {
      waiting.add(batch); // it could not be copied, and nothing of it was played
      backoff.failed(null, isHurried());
    }
    // What was played may stand in the buffer once more, further back.
    flushes.moveBack();
    lossReport.played();
  }

  private void settle() {
    for (Completion done = completions.poll(); done != null; done = completions.poll()) {
      if (inFlight.remove(done.batch())) {
        settlement.settle(done.batch(), done.answer(), isHurried());
      }
    }
  }

  private boolean isGone(Mark mark) {
    return buffer.isTaken(mark)
        && !inFlight.hasBefore(mark)
        && !waiting.hasBefore(mark)
        && !refusals.hasBefore(mark);
  }

  private void completeFlushes(Destination to) {
    Mark report = lossReport.underWay();
    if (report != null && isGone(report)) {
      lossReport.gone(to != null && to.replay() != null);
    }
    flushes.complete(this::isGone);
  }

  /**
   * Counts what is still here as lost at shutdown, and ends the waiting of those who flush; the
   * stepping thread must have ended. May be called again for what came late.
   *
   * @return how many
   */
  public synchronized long abandon() {
    settle();
    buffer.close();
    long lost = remains.abandon();
    flushes.cancel();
    return lost;
  }
}
