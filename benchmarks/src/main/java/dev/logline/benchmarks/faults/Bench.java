package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.common.Directories;
import dev.logline.benchmarks.common.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What scenarios have in common: how large they are, and a directory of their own. */
final class Bench implements AutoCloseable {
  final Form form;
  private final Path root;
  private final AtomicInteger runs = new AtomicInteger();

  Bench(Form form, Path parent) throws IOException {
    this.form = form;
    this.root = Files.createTempDirectory(Files.createDirectories(parent), "faults");
  }

  /** A directory that is not there yet. */
  Path directory(String name) throws IOException {
    Path parent = Files.createDirectories(root.resolve("d" + runs.incrementAndGet()));
    return parent.resolve(name);
  }

  ChildJvm start(Subject subject, Load load, Sink sink) throws IOException {
    return startThrough(List.of(), subject, load, sink);
  }

  ChildJvm startThrough(List<String> command, Subject subject, Load load, Sink sink)
      throws IOException {
    return ChildJvm.start(subject, load, sink, runs.incrementAndGet(), root, command);
  }

  /** Logline with a spool of its own. */
  Subject spool() throws IOException {
    return Subject.LOGLINE.as("Logline, spool").with("spool", directory("spool"));
  }

  @Override
  public void close() throws IOException {
    Directories.delete(root);
  }
}
