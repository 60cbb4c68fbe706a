package dev.logline.benchmarks.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDK that programs run on.
 *
 * @param feature its first number
 */
record Jdk(Path java, int feature) {
  private static final int VIRTUAL_THREADS = 21;
  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  static final Jdk RUNNING =
      new Jdk(Path.of(System.getProperty("java.home"), "bin", "java"), Runtime.version().feature());

  /** The one that {@code LOGLINE_BENCH_JAVA} names, or a JDK 25 beside the running one. */
  static final Optional<Jdk> OTHER = other();

  private static Optional<Jdk> other() {
    String named = System.getenv("LOGLINE_BENCH_JAVA");
    try {
      if (named != null && !named.isEmpty()) {
        return Optional.of(of(Path.of(named)));
      }
      Path beside = Path.of(System.getProperty("java.home")).toRealPath().getParent();
      try (DirectoryStream<Path> homes = Files.newDirectoryStream(beside, "*25*")) {
        for (Path home : homes) {
          Path java = home.resolve("bin").resolve("java");
          if (Files.isExecutable(java) && Runtime.version().feature() != 25) {
            return Optional.of(of(java));
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Jdk of(Path java) throws IOException {
    Path real = java.toRealPath();
    String release = Files.readString(real.getParent().resolveSibling("release"));
    Matcher version = VERSION.matcher(release);
    if (!version.find()) {
      throw new IOException(real + " does not say its version");
    }
    return new Jdk(real, Integer.parseInt(version.group(1)));
  }

  /** The one of both that has virtual threads, the running one first. */
  static Optional<Jdk> withVirtualThreads() {
    return Optional.of(RUNNING).filter(Jdk::hasVirtualThreads).or(Jdk::otherWithVirtualThreads);
  }

  private static Optional<Jdk> otherWithVirtualThreads() {
    return OTHER.filter(Jdk::hasVirtualThreads);
  }

  private boolean hasVirtualThreads() {
    return feature >= VIRTUAL_THREADS;
  }

  /** Before the name of a row, for the command line. */
  String prefix() {
    return equals(RUNNING) ? "" : "jdk" + feature + "-";
  }

  /** Before what people read of a row. */
  String label() {
    return equals(RUNNING) ? "" : "JDK " + feature + ": ";
  }
}
