package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.speed.SinkProcess.Arrivals;
import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Shape;
import dev.logline.benchmarks.speed.program.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Records as fast as threads can log them, until the sink has the last. All programs live at the
 * same time and log in turn, once each is warm.
 */
record EndToEnd(
    String name, Way way, int peerDivisor, double faster, List<Load> loads, List<Subject> subjects)
    implements Row {
  /** A burst that has compiled no longer than that is warm. */
  private static final int QUIET_MILLIS = 20;

  /**
   * @param name for the command line
   * @param peerDivisor by how much fewer records a peer logs, where it is slow
   * @param faster how many times as much Logline has to deliver as the reference
   * @param loads one after the other, of the same programs
   * @param subjects the second is the reference
   */
  EndToEnd {}

  /**
   * What is logged, and from how many threads.
   *
   * @param label for people
   */
  record Load(String label, Shape shape, Threads threads) {
    /** As many as each thread can log the same number of. */
    private int records(int about) {
      return Math.max(1, about / threads.count()) * threads.count();
    }
  }

  @Override
  public void run(Bench bench, Consumer<Line> lines) throws Exception {
    List<Subject> those = bench.chosen(subjects);
    try (Programs programs = bench.start(those, way)) {
      for (Load load : loads) {
        measure(bench, load, those, programs, lines);
      }
    }
  }

  private void measure(
      Bench bench, Load load, List<Subject> those, Programs programs, Consumer<Line> lines)
      throws IOException, InterruptedException {
    List<EndToEndLines> all = new ArrayList<>();
    those.forEach(subject -> all.add(new EndToEndLines(load.label, subject)));
    int records = bench.form.of(8_000, 200_000, 1_000_000);
    if (bench.form != Form.SMOKE) {
      for (int i = 0; i < those.size(); i++) {
        warm(bench, load, those.get(i), programs.get(i), records);
      }
    }
    for (int round = 0; round < bench.form.of(1, 3, 3); round++) {
      for (int i = 0; i < all.size(); i++) {
        burst(bench, load, those.get(i), programs.get(i), records, all.get(i));
      }
    }
    EndToEndLines reference = all.get(1);
    for (EndToEndLines measured : all) {
      measured.give(reference, all, faster, lines);
    }
  }

  /**
   * As it will be measured, for a queue that fills makes code hot that calls alone do not; and
   * until one has given the compiler little to do, for a burst has few requests and what makes them
   * is compiled late. Half as long where another load came before. Files and Loki, which are there
   * to compare with, log one.
   */
  private void warm(Bench bench, Load load, Subject subject, ProgramProcess program, int records)
      throws IOException, InterruptedException {
    int divisor = load.equals(loads.get(0)) ? 1 : 2;
    boolean whole = subject.kind().isEssential();
    Duration least = Duration.ofMillis(whole ? bench.form.of(0, 300, 4_000) / divisor : 0);
    Duration most = Duration.ofMillis(whole ? bench.form.of(0, 300, 7_000) / divisor : 0);
    long start = System.nanoTime();
    Duration passed;
    boolean quiet;
    do {
      EndToEndLines nowhere = new EndToEndLines(load.label, subject);
      Answer answer = burst(bench, load, subject, program, records, nowhere);
      quiet = answer.number("compiled") <= QUIET_MILLIS;
      passed = Duration.ofNanos(System.nanoTime() - start);
    } while (passed.compareTo(quiet ? least : most) < 0);
  }

  /** By how much fewer records a program logs than Logline: a file's and Loki's need less. */
  private int divisor(Subject subject) {
    return subject.isLogline() ? 1 : subject.kind().isEssential() ? peerDivisor : 8;
  }

  private Answer burst(
      Bench bench,
      Load load,
      Subject subject,
      ProgramProcess program,
      int all,
      EndToEndLines measured)
      throws IOException, InterruptedException {
    int records = load.records(all / divisor(subject));
    int run = bench.nextNumber();
    Answer answer = program.ask("burst", run, load.shape, load.threads, records);
    Arrivals arrivals = bench.take(subject, program, run);
    // A file has the last of them when the program has seen it there.
    boolean file = subject.kind().isFile();
    measured.add(records, answer, file ? arrivals.until(answer.number("end")) : arrivals);
    return answer;
  }
}
