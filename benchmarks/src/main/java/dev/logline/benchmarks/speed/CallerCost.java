package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Framework;
import dev.logline.benchmarks.speed.program.Kind;
import dev.logline.benchmarks.speed.program.Shape;
import dev.logline.benchmarks.speed.program.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a log call costs the thread that makes it: its CPU and what it allocates, with nothing
 * dropped. Batches fit the buffer of Logline and the queues of the others; delivery between them is
 * not measured.
 */
final class CallerCost implements Row {
  /** For a batch; what is delivered meanwhile is measured elsewhere. */
  static final String HEAP = "512m";

  /** Of a turn. */
  private static final int BATCHES = 2;

  private static final Call MANY = new Call(Shape.PLAIN, Threads.platform(64));

  private final Framework framework;
  private final Jdk jdk;
  private final int jvms;

  private CallerCost(Framework framework, Jdk jdk, int jvms) {
    this.framework = framework;
    this.jdk = jdk;
    this.jvms = jvms;
  }

  /** All calls, or where it is another JDK than the one that runs the plain one. */
  static CallerCost of(Framework framework, Jdk jdk) {
    return new CallerCost(framework, jdk, 1);
  }

  /**
   * The plain call and the exception of four JVMs each. The compiler makes other code of the same
   * calls in one than in the next, so that one may take a fifth longer for all its life.
   */
  static CallerCost ofFourJvms(Framework framework) {
    return new CallerCost(framework, Jdk.RUNNING, 4);
  }

  @Override
  public String name() {
    String kind = jvms == 1 ? "caller-" : "jvms-";
    return jdk.prefix() + kind + framework.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean isByNameOnly() {
    return jvms > 1;
  }

  /** A call, and from how many threads at once. */
  record Call(Shape shape, Threads threads) {
    static final Call PLAIN = new Call(Shape.PLAIN, Threads.ONE);

    String label() {
      return threads.equals(Threads.ONE) ? shape.label() : shape.label() + ", " + threads.label();
    }

    /** How many records a batch has. */
    int records(Form form) {
      int all = form.of(400, 10_000, 10_000) / (shape == Shape.EXCEPTION ? 5 : 1);
      return all - all % threads.count();
    }
  }

  @Override
  public void run(Bench bench, Consumer<Line> lines) throws Exception {
    Map<String, CallerLines> all = new LinkedHashMap<>();
    boolean whole = jdk.equals(Jdk.RUNNING) && jvms == 1;
    fork(bench, subjects(bench, whole), calls(bench.form, whole), all, "");
    if (jvms > 1 || (whole && (bench.form == Form.FULL || framework == Framework.LOGBACK))) {
      fork(bench, ownDefaults(), List.of(Call.PLAIN), all, ", own fields");
    }
    all.values().forEach(measured -> measured.give(lines));
  }

  private List<Subject> subjects(Bench bench, boolean whole) {
    Subject logline = Subject.logline(framework).withAllFields();
    List<Subject> subjects = new ArrayList<>();
    subjects.add(Subject.nothing(framework));
    subjects.add(logline);
    subjects.add(Subject.peer(framework).withAllFields().tuned(CallerLines.PEER_BATCH));
    if (whole && (bench.form != Form.QUICK || framework == Framework.LOGBACK)) {
      subjects.add(2, logline.as(logline.label() + ", spool").spool("its own"));
      subjects.add(Subject.file(framework));
      if (framework != Framework.JUL) { // which has no such handler
        subjects.add(Subject.asynchronous(framework).lossless());
      }
      if (framework == Framework.LOGBACK) {
        subjects.add(Subject.loki4j());
      }
    }
    return bench.chosen(subjects).stream().map(subject -> subject.on(jdk)).toList();
  }

  private List<Subject> ownDefaults() {
    return List.of(
        Subject.nothing(framework),
        Subject.logline(framework),
        Subject.peer(framework).tuned(CallerLines.PEER_BATCH));
  }

  private List<Call> calls(Form form, boolean whole) {
    if (jvms > 1) {
      return Stream.of(Shape.PLAIN, Shape.EXCEPTION, Shape.TEXTS)
          .filter(shape -> shape.isOf(framework))
          .map(shape -> new Call(shape, Threads.ONE))
          .toList();
    } else if (form == Form.QUICK || !whole) {
      return List.of(Call.PLAIN);
    } else if (form == Form.SMOKE) {
      return List.of(Call.PLAIN, new Call(Shape.EXCEPTION, Threads.ONE), MANY);
    }
    List<Call> calls = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      if (shape.isOf(framework)) {
        calls.add(new Call(shape, Threads.ONE));
      }
    }
    calls.add(new Call(Shape.PLAIN, Threads.platform(4)));
    calls.add(MANY);
    return calls;
  }

  /**
   * Files and Loki are there for the plain call of one thread; the spool for that, for what takes
   * most of its bytes, and for what takes most of its threads.
   */
  private static boolean isMeasured(Subject subject, Call call) {
    return call.equals(Call.PLAIN)
        || (subject.hasSpool()
            ? call.shape() == Shape.EXCEPTION || call.equals(MANY)
            : subject.kind().isEssential());
  }

  private void fork(
      Bench bench,
      List<Subject> chosen,
      List<Call> calls,
      Map<String, CallerLines> all,
      String fields)
      throws IOException, InterruptedException {
    List<Subject> subjects =
        Collections.nCopies(jvms, chosen).stream().flatMap(List::stream).toList();
    try (Programs programs = bench.start(subjects, Way.HTTP, bench.heap(HEAP))) {
      for (int i = 0; i < subjects.size() && bench.form != Form.SMOKE; i++) {
        for (Call call : calls) {
          if (isMeasured(subjects.get(i), call)) {
            warm(bench, subjects.get(i), programs.get(i), call);
          }
        }
      }
      for (Call call : calls) {
        CallerLines measured =
            all.computeIfAbsent(
                call.label() + fields, label -> new CallerLines(framework, call, row(label)));
        for (int round = 0; round < rounds(bench.form); round++) {
          for (int i = 0; i < subjects.size(); i++) {
            if (isMeasured(subjects.get(i), call) && takesPart(subjects.get(i), round)) {
              measure(bench, subjects.get(i), programs.get(i), call, measured);
            }
          }
        }
      }
    }
  }

  /**
   * Many, and short ones: the machine has one speed for a tenth of a second and then another, and
   * the median of few pairs may be of two speeds.
   */
  private int rounds(Form form) {
    return form.of(1, 5, jvms == 1 ? 16 : 12);
  }

  /** Files and Loki, which are there to compare with, take part in the first rounds. */
  private static boolean takesPart(Subject subject, int round) {
    return subject.kind().isEssential() || round < 8;
  }

  private String row(String label) {
    String each = jvms == 1 ? "" : ", " + jvms + " JVMs each";
    return jdk.label() + framework.label() + ", " + label + each;
  }

  private static void warm(Bench bench, Subject subject, ProgramProcess program, Call call)
      throws IOException, InterruptedException {
    int records = call.records(bench.form);
    if (call.equals(Call.PLAIN) && subject.kind().isEssential()) {
      bench.warm(program, call.shape(), call.threads(), records);
    } else {
      bench.warmMore(program, call.shape(), call.threads(), records);
    }
  }

  /** Two batches, of which the first is not counted. */
  private static void measure(
      Bench bench, Subject subject, ProgramProcess program, Call call, CallerLines measured)
      throws IOException, InterruptedException {
    int run = bench.nextNumber();
    int records = call.records(bench.form);
    Answer answer = program.ask("caller", run, call.shape(), call.threads(), records, BATCHES);
    if (subject.kind() != Kind.NOTHING) {
      bench.take(subject, program, run).need(subject.label(), (long) records * BATCHES);
    }
    measured.add(subject, answer);
  }
}
