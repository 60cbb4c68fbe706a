package dev.logline.benchmarks.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A line of the table. */
final class Result {
  final String row;
  final Subject subject;
  long logged;
  long arrived;
  long duplicated;
  Long reported; // null: nobody says
  private boolean exact = true;
  private final List<String> notes = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();

  Result(String row, Subject subject) {
    this.row = row;
    this.subject = subject;
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }

  long lost() {
    return logged - arrived;
  }

  /** Counts what a program logged and what of that arrived. */
  Result count(ChildJvm program, Arrivals arrivals) {
    for (int thread = 0; thread < Progress.THREADS; thread++) {
      long returned = program.progress.returned(thread);
      logged += returned;
      arrived += arrivals.arrived(program.run, thread, returned);
    }
    if (program.progress.thrown() > 0) {
      note(program.progress.thrown() + " calls threw");
      need(false, "no call throws");
    }
    return this;
  }

  /** As {@link #count}, and where records are missing notes what the program said of it. */
  Result countWithWords(ChildJvm program, Arrivals arrivals) {
    long before = lost();
    count(program, arrivals);
    if (subject.isLogline() && lost() > before) {
      String words =
          program
              .output()
              .lines()
              .filter(line -> line.contains("WARN") || line.contains("ERROR"))
              .collect(Collectors.joining(" / "));
      note(lost() - before + " of run " + program.run + ", which said: " + words);
    }
    return this;
  }

  /** Takes what the sink knows beside, and holds Logline to what no fault excuses. */
  Result close(Arrivals arrivals) {
    duplicated = arrivals.duplicated();
    if (arrivals.corrupt() > 0) {
      note(arrivals.corrupt() + " corrupt");
    }
    need(arrivals.corrupt() == 0, "0 corrupt");
    return this;
  }

  Result report(Long lost) {
    reported = lost;
    return this;
  }

  /** What is reported lost cannot be exact here. */
  Result inexact() {
    exact = false;
    return this;
  }

  Result note(String note) {
    notes.add(note);
    return this;
  }

  /** A bar, for Logline alone. */
  Result need(boolean met, String bar) {
    if (!met && subject.isLogline()) {
      missed.add(bar);
    }
    return this;
  }

  Result needNothingLost() {
    return need(lost() == 0, "0 lost");
  }

  boolean isMissed() {
    return !missed.isEmpty() || check().equals("FAIL");
  }

  /** Whether reported is lost: for Logline, where it can be said. */
  String check() {
    if (!subject.isLogline() || reported == null || !exact) {
      return "-";
    }
    return reported == lost() ? "yes" : "FAIL";
  }

  String remarks() {
    List<String> remarks = new ArrayList<>(notes);
    missed.forEach(bar -> remarks.add("FAIL: " + bar));
    return String.join("; ", remarks);
  }
}
