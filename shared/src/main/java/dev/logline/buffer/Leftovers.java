package dev.logline.buffer;

import dev.logline.diagnose.StatusPort;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What earlier runs left in a spool, oldest first. The shipper's own. */
final class Leftovers {
  private final Spool spool;
  private final StatusPort status;
  private final LossListener losses;
  private final Deque<Path> unopened = new ArrayDeque<>();
  private final List<LeftRun> runs = new ArrayList<>(); // the last is the one that is read
  private long nextIndex;
  private boolean looked;
  private volatile boolean over;

  Leftovers(Spool spool, StatusPort status, LossListener losses) {
    this.spool = spool;
    this.status = status;
    this.losses = losses;
  }

  /** The next records, or null where there is nothing more to be read. */
  Batch take(int maxRecords, int maxBytes) {
    while (!over) {
      try {
        if (runs.isEmpty() && !openNext()) {
          over = true;
          return null;
        }
        LeftRun run = runs.get(runs.size() - 1);
        Batch batch = run.row().take(maxRecords, maxBytes, passed -> {});
        if (batch != null) {
          return batch;
        }
        if (!run.readNext(() -> nextIndex++, this::damaged)) {
          closeIfDone(run);
          if (!openNext()) {
            over = true;
          }
        }
      } catch (IOException e) {
        status.error("The spool " + spool + " could not be read: " + e);
      }
    }
    return null;
  }

  private boolean openNext() throws IOException {
    if (!looked) {
      looked = true;
      unopened.addAll(spool.otherRuns());
      for (Path path : spool.runsOfOtherVersions()) {
        status.warn("The spool holds " + path + " of another version; it is left alone");
      }
    }
    while (!unopened.isEmpty()) {
      LeftRun run = spool.openLeft(unopened.poll());
      if (run != null) {
        runs.add(run);
        return true;
      }
    }
    return false;
  }

  private void damaged(Path file, int records, String what) {
    losses.damaged(records);
    status.error("The spool's file " + file + " " + what + "; records lost by that: " + records);
  }

  void release(Batch batch) {
    for (LeftRun run : List.copyOf(runs)) {
      if (run.row().equals(batch.row())) {
        try {
          run.release(batch);
          closeIfDone(run);
        } catch (IOException e) {
          status.error("The spool " + spool + " may send records twice: " + e);
        }
      }
    }
  }

  private void closeIfDone(LeftRun run) throws IOException {
    if (run.isDone()) {
      runs.remove(run);
      run.close();
    }
  }

  /** Whether there is nothing more to take. */
  boolean isOver() {
    return over;
  }

  /** Looks anew, after {@link #close}. */
  void reopen() {
    unopened.clear();
    looked = false;
    over = false;
  }

  /** Leaves what is not shipped to others. */
  void close() {
    over = true;
    for (LeftRun run : runs) {
      try {
        run.close();
      } catch (IOException e) {
        status.warn("The spool " + spool + " was not left in order: " + e);
      }
    }
    runs.clear();
  }
}
