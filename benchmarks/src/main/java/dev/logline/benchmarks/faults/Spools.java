package dev.logline.benchmarks.faults;

import dev.logline.benchmarks.common.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What lies in the directory of a spool, seen from outside. */
final class Spools {
  private static final Duration BOUND = Duration.ofSeconds(90);

  private Spools() {}

  static Path of(Subject subject) {
    return Path.of(subject.options().get("spool"));
  }

  /** The directories of runs. */
  static List<Path> runs(Path spool) throws IOException {
    try (Stream<Path> children = Files.list(spool)) {
      return children.filter(Files::isDirectory).toList();
    }
  }

  static List<Path> segments(Path spool) throws IOException {
    try (Stream<Path> files = Files.walk(spool)) {
      return files.filter(file -> file.toString().endsWith(".seg")).sorted().toList();
    }
  }

  /** Starts once more until nothing is left; returns what that run says it lost. */
  static long drain(Bench bench, Subject subject, Sink sink)
      throws IOException, InterruptedException {
    try (ChildJvm program = bench.start(subject, Load.nothing(), sink)) {
      program.awaitReady();
      Waiting.until(BOUND, () -> runs(of(subject)).size() <= 1);
      return program.finish(BOUND);
    } finally {
      sink.settle();
    }
  }
}
