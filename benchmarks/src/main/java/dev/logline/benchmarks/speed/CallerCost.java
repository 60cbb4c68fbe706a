package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Framework;
import dev.logline.benchmarks.speed.program.Kind;
import dev.logline.benchmarks.speed.program.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a log call costs the thread that makes it: its CPU and what it allocates, with nothing
 * dropped. Batches fit the buffer of Logline and the queue of the peer; delivery between them is
 * not measured.
 */
final class CallerCost implements Row {
  private final Framework framework;

  CallerCost(Framework framework) {
    this.framework = framework;
  }

  @Override
  public String name() {
    return "caller-" + framework.name().toLowerCase(Locale.ROOT);
  }

  /** A call, and from how many threads at once. */
  record Call(Shape shape, int threads) {
    String label() {
      String what =
          switch (shape) {
            case PLAIN -> "plain";
            case MDC -> "MDC of 4";
            case SPAN -> "in a span";
            case EXCEPTION -> "exception";
          };
      return threads == 1 ? what : what + ", " + threads + " threads";
    }
  }

  @Override
  public void run(Bench bench, Consumer<Line> lines) throws Exception {
    Map<String, CallerLines> all = new LinkedHashMap<>();
    for (int fork = 0; fork < bench.form.of(1, 1, 3); fork++) {
      fork(bench, subjects(bench), calls(bench.form), all, "");
      if (bench.form != Form.QUICK) {
        fork(bench, ownDefaults(), List.of(new Call(Shape.PLAIN, 1)), all, ", own fields");
      }
    }
    all.values().forEach(measured -> measured.give(lines));
  }

  private List<Subject> subjects(Bench bench) {
    Subject logline = Subject.logline(framework).withAllFields();
    List<Subject> subjects = new ArrayList<>();
    subjects.add(Subject.nothing(framework));
    subjects.add(logline);
    subjects.add(bench.spool(logline));
    subjects.add(Subject.peer(framework).withAllFields().tuned(CallerLines.PEER_BATCH));
    if (bench.form == Form.FULL) {
      subjects.add(Subject.file(framework));
    }
    return subjects;
  }

  private List<Subject> ownDefaults() {
    return List.of(
        Subject.nothing(framework),
        Subject.logline(framework),
        Subject.peer(framework).tuned(CallerLines.PEER_BATCH));
  }

  private List<Call> calls(Form form) {
    List<Call> calls = new ArrayList<>();
    for (int threads : new int[] {1, 4}) {
      for (Shape shape : Shape.values()) {
        boolean asked = form != Form.QUICK || (threads == 1 && isBarred(shape));
        if (asked && (shape != Shape.MDC || framework != Framework.JUL)) {
          calls.add(new Call(shape, threads));
        }
      }
    }
    return calls;
  }

  /** Whether Logline has a bar there, of one thread. */
  private boolean isBarred(Shape shape) {
    return framework == Framework.LOGBACK || shape == Shape.PLAIN || shape == Shape.EXCEPTION;
  }

  private void fork(
      Bench bench,
      List<Subject> subjects,
      List<Call> calls,
      Map<String, CallerLines> all,
      String fields)
      throws IOException, InterruptedException {
    try (Programs programs = bench.start(subjects, Way.HTTP)) {
      if (bench.form != Form.SMOKE) {
        for (ProgramProcess program : programs.all()) {
          for (Call call : calls) {
            bench.warm(program, call.shape(), call.threads(), records(bench, call));
          }
        }
      }
      for (Call call : calls) {
        CallerLines measured =
            all.computeIfAbsent(
                call.label() + fields, label -> new CallerLines(framework, call, label));
        for (int i = 0; i < subjects.size(); i++) {
          measure(bench, subjects.get(i), programs.get(i), call, measured);
        }
      }
    }
  }

  /** Of a batch. */
  private static int records(Bench bench, Call call) {
    return bench.form.of(400, 20_000, 20_000) / (call.shape() == Shape.EXCEPTION ? 5 : 1);
  }

  private static void measure(
      Bench bench, Subject subject, ProgramProcess program, Call call, CallerLines measured)
      throws IOException, InterruptedException {
    int run = bench.nextNumber();
    int records = records(bench, call);
    int batches = bench.form.of(2, 5, 10);
    Answer answer = program.ask("caller", run, call.shape(), call.threads(), records, batches);
    boolean delivers = subject.kind() == Kind.LOGLINE || subject.kind() == Kind.PEER;
    if (delivers) {
      bench.sink.take(run).need(subject.label(), (long) records * batches);
    }
    measured.add(subject, answer);
  }
}
