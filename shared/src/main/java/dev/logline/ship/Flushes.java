package dev.logline.ship;

import dev.logline.buffer.Mark;
import dev.logline.buffer.RecordBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Those who wait until what was logged before is gone: asked from any thread, served by one. */
final class Flushes {
  private final RecordBuffer buffer;
  private final Queue<Flush> asked = new ConcurrentLinkedQueue<>();
  private final List<Flush> open = new ArrayList<>(); // the stepping thread's own

  private record Flush(Mark mark, CompletableFuture<Void> done) {}

  Flushes(RecordBuffer buffer) {
    this.buffer = buffer;
  }

  /** Completes when everything that was offered before this call is gone. */
  CompletableFuture<Void> ask() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    asked.add(new Flush(buffer.mark(), done));
    return done;
  }

  /** Whether there are some that were not taken up. */
  boolean areAsked() {
    return !asked.isEmpty();
  }

  /** Takes up what was asked since; whether there was something. */
  boolean takeUp() {
    boolean any = false;
    for (Flush flush = asked.poll(); flush != null; flush = asked.poll()) {
      open.add(flush);
      any = true;
    }
    return any;
  }

  /** Whether somebody waits. */
  boolean areOpen() {
    return !open.isEmpty();
  }

  /** Who waits, waits for what was offered since, too. */
  void moveBack() {
    open.replaceAll(flush -> new Flush(buffer.mark(), flush.done()));
  }

  /** Ends the waiting for what is gone. */
  void complete(Predicate<Mark> isGone) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (isGone.test(open.get(i).mark())) {
        open.remove(i).done().complete(null);
      }
    }
  }

  /** Ends all waiting, in vain. */
  void cancel() {
    takeUp();
    open.forEach(flush -> flush.done().cancel(false));
    open.clear();
  }
}
