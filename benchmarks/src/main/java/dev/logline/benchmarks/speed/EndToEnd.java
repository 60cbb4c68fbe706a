package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.speed.SinkProcess.Arrivals;
import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Kind;
import dev.logline.benchmarks.speed.program.Shape;
import dev.logline.benchmarks.speed.program.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Records as fast as threads can log them, until the sink has the last. All programs live at the
 * same time and log in turn, once each is warm.
 */
record EndToEnd(
    String name,
    Way way,
    int rounds,
    int peerDivisor,
    double faster,
    List<Load> loads,
    List<Subject> subjects)
    implements Row {
  /** A burst that has compiled no longer than that is quiet. */
  private static final int QUIET_MILLIS = 20;

  /** So many quiet ones in a row are warm: what sends is compiled in more than one wave. */
  private static final int QUIET_BURSTS = 3;

  /** How often files and Loki are measured, which are there to compare with, and a quick form. */
  static final int FEW = 3;

  /**
   * @param name for the command line
   * @param rounds of the full form
   * @param peerDivisor by how much fewer records a peer logs, where it is slow
   * @param faster how many times as much Logline has to deliver as the reference
   * @param loads one after the other, of the same programs; those behind the first are in the full
   *     form alone, and of Logline and its peers alone
   * @param subjects Logline, the reference, the other peers, and what is there to compare with
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
      measure(bench, loads.get(0), those, programs, lines);
      List<Subject> essential =
          those.stream().filter(subject -> subject.kind().isEssential()).toList();
      for (Load load : loads.subList(1, bench.form.of(1, 1, loads.size()))) {
        measure(bench, load, essential, programs, lines);
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
    for (int round = 0; round < bench.form.of(1, FEW, rounds); round++) {
      for (int i = 0; i < all.size(); i++) {
        if (isWarm(those.get(i)) || round < FEW) {
          burst(bench, load, those.get(i), programs.get(i), records, all.get(i));
        }
      }
    }
    EndToEndLines reference = all.get(1);
    for (EndToEndLines measured : all) {
      measured.give(reference, all, faster, lines);
    }
  }

  /**
   * As it will be measured, for a queue that fills makes code hot that calls alone do not; then
   * with small requests, for what makes and sends one is compiled after thousands of them, and a
   * burst has a hundred or two; and with bursts again until some have given the compiler little to
   * do. Where another load came before there are no such requests, and half the time. Files and
   * Loki log one burst, and the quick form has no more than the first.
   */
  private void warm(Bench bench, Load load, Subject subject, ProgramProcess program, int records)
      throws IOException, InterruptedException {
    boolean thorough = isWarm(subject);
    boolean first = load.equals(loads.get(0));
    warm(bench, load, subject, program, records, thorough ? bench.form.of(0, 300, 2_000) : 0, 0);
    if (thorough && bench.form == Form.FULL) {
      if (first) {
        bench.warmRequests(program, load.shape);
      }
      warm(bench, load, subject, program, records, 0, first ? 6_000 : 3_000);
    }
  }

  /** All but files and Loki. */
  private static boolean isWarm(Subject subject) {
    return subject.kind().isEssential() || subject.kind() == Kind.BARE;
  }

  /** Bursts for the one time at least, and until they are quiet or the other time is over. */
  private void warm(
      Bench bench,
      Load load,
      Subject subject,
      ProgramProcess program,
      int records,
      int leastMillis,
      int mostMillis)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long passed;
    int quiet = 0;
    do {
      EndToEndLines nowhere = new EndToEndLines(load.label, subject);
      Answer answer = burst(bench, load, subject, program, records, nowhere);
      quiet = answer.number("compiled") <= QUIET_MILLIS ? quiet + 1 : 0;
      passed = (System.nanoTime() - start) / 1_000_000;
    } while (passed < leastMillis || (quiet < QUIET_BURSTS && passed < mostMillis));
  }

  /** By how much fewer records a program logs than Logline: a file's and Loki's need less. */
  private int divisor(Subject subject) {
    boolean logsAll = subject.isLogline() || subject.kind() == Kind.BARE;
    return logsAll ? 1 : subject.kind().isEssential() ? peerDivisor : 8;
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
