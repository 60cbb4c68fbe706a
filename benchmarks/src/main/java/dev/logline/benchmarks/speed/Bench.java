package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.Directories;
import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.speed.SinkProcess.Arrivals;
import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Kind;
import dev.logline.benchmarks.speed.program.Shape;
import dev.logline.benchmarks.speed.program.Threads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What rows have in common: how large they are, the sink, and a directory of their own. */
final class Bench implements AutoCloseable {
  /**
   * The thread that calls waits for the compiler, which else may need any time where other work
   * runs on the machine. What is compiled is the same.
   */
  private static final String COMPILE_AT_ONCE = "-Xbatch";

  final Form form;
  final SinkProcess sink;
  private final Path root;
  private final AtomicInteger numbers = new AtomicInteger();

  Bench(Form form, Path parent) throws IOException, InterruptedException {
    this.form = form;
    root = Files.createTempDirectory(Files.createDirectories(parent), "speed");
    sink = SinkProcess.start(root, heap("1g"));
  }

  /** Those of the form: the quick one is for Logline and its peers. */
  List<Subject> chosen(List<Subject> subjects) {
    return form == Form.QUICK
        ? subjects.stream().filter(subject -> subject.kind().isEssential()).toList()
        : subjects;
  }

  /** In the directory of its own. */
  Path file(String name) {
    return root.resolve(name);
  }

  /** Of a run of records, or of a file. */
  int nextNumber() {
    return numbers.incrementAndGet();
  }

  /**
   * For a JVM whose heap has that size from the beginning, and is touched. The first touch of a
   * page costs microseconds where a host has to give it, and would be the call's that allocates.
   * Where nothing is measured, a heap of at most that size.
   */
  String[] heap(String size) {
    return form == Form.SMOKE
        ? new String[] {"-Xmx" + size}
        : new String[] {"-Xms" + size, "-Xmx" + size, "-XX:+AlwaysPreTouch"};
  }

  /** Programs that have started their frameworks and appenders. */
  Programs start(List<Subject> subjects, Way way, String... more)
      throws IOException, InterruptedException {
    Programs programs = new Programs();
    for (Subject subject : subjects) {
      List<String> jvm = new ArrayList<>(List.of(heap(subject.heap())));
      jvm.add(COMPILE_AT_ONCE);
      jvm.addAll(List.of(more));
      programs.add(
          launch(subject, ProgramProcess.configuration(subject), way, jvm.toArray(String[]::new)));
    }
    for (ProgramProcess program : programs.all()) {
      program.ask("start");
    }
    return programs;
  }

  /** Lets it log until the compiler has nothing to do any more; the records do not count. */
  void warm(ProgramProcess program, Shape shape, Threads threads, int records)
      throws IOException, InterruptedException {
    warm(
        program,
        shape,
        threads,
        records,
        form.of(0, 1_500, 2_000),
        form.of(1, 3_000, 3_500),
        form.of(1, 40, 40));
  }

  /** The same where a call that shares most of its code is warm already. */
  void warmMore(ProgramProcess program, Shape shape, Threads threads, int records)
      throws IOException, InterruptedException {
    warm(
        program,
        shape,
        threads,
        records,
        form.of(0, 300, 500),
        form.of(1, 1_000, 1_500),
        form.of(1, 10, 20));
  }

  /** Lets it send small requests, one after the other; the records do not count. */
  void warmRequests(ProgramProcess program, Shape shape) throws IOException, InterruptedException {
    warm(program, shape, Threads.ONE, 100, 2_000, 5_000, 1);
  }

  private void warm(
      ProgramProcess program,
      Shape shape,
      Threads threads,
      int records,
      int least,
      int most,
      int batches)
      throws IOException, InterruptedException {
    int run = nextNumber();
    program.ask("warm", run, shape, threads, records, least, most, batches);
    sink.take(run);
  }

  /** What has arrived of a run, at the sink or in the program's file. */
  Arrivals take(Subject subject, ProgramProcess program, int run)
      throws IOException, InterruptedException {
    if (subject.kind().isFile()) {
      sink.read(program.file());
    }
    return sink.take(run);
  }

  /** A program that has not done anything yet. */
  ProgramProcess launch(Subject subject, String configuration, Way way, String... jvm)
      throws IOException {
    Path output = root.resolve("program-" + nextNumber());
    Subject placed = subject.hasSpool() ? subject.spool(output + ".spool") : subject;
    String endpoint = sink.endpoint(subject.kind() == Kind.LOKI ? Way.LOKI : way);
    return ProgramProcess.start(placed, configuration, endpoint, output, List.of(jvm));
  }

  @Override
  public void close() throws IOException {
    sink.close();
    Directories.delete(root);
  }
}
