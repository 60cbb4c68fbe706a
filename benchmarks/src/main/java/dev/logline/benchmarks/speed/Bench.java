package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.Directories;
import dev.logline.benchmarks.common.Form;
import dev.logline.benchmarks.speed.SinkProcess.Way;
import dev.logline.benchmarks.speed.program.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** What rows have in common: how large they are, the sink, and a directory of their own. */
final class Bench implements AutoCloseable {
  final Form form;
  final SinkProcess sink;
  private final Path root;
  private final AtomicInteger numbers = new AtomicInteger();

  Bench(Form form, Path parent) throws IOException, InterruptedException {
    this.form = form;
    root = Files.createTempDirectory(Files.createDirectories(parent), "speed");
    sink = SinkProcess.start(root);
  }

  /** Of a run of records, or of a file. */
  int nextNumber() {
    return numbers.incrementAndGet();
  }

  /** Logline with a spool of its own. */
  Subject spool(Subject logline) {
    return logline
        .as(logline.label() + ", spool")
        .with("spool", root.resolve("spool-" + nextNumber()).toString());
  }

  /** A program that has started its framework and appender. */
  ProgramProcess start(Subject subject, Way way) throws IOException, InterruptedException {
    ProgramProcess program = launch(subject, ProgramProcess.configuration(subject), way);
    program.ask("start");
    return program;
  }

  /** Lets it log until the compiler has nothing to do any more; the records do not count. */
  void warm(ProgramProcess program, Shape shape, int threads, int records)
      throws IOException, InterruptedException {
    int run = nextNumber();
    program.ask("warm", run, shape, threads, records);
    sink.take(run);
  }

  /** A program that has not done anything yet. */
  ProgramProcess launch(Subject subject, String configuration, Way way) throws IOException {
    Path output = root.resolve("program-" + nextNumber());
    return ProgramProcess.start(subject, configuration, sink.endpoint(way), output);
  }

  @Override
  public void close() throws IOException {
    sink.close();
    Directories.delete(root);
  }
}
