package dev.logline.benchmarks.speed.program;

import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** How many threads log at once, and of which kind: {@code 4}, or {@code 4v} for virtual ones. */
public record Threads(int count, boolean virtual) {
  public static final Threads ONE = platform(1);

  public static Threads platform(int count) {
    return new Threads(count, false);
  }

  public static Threads virtual(int count) {
    return new Threads(count, true);
  }

  /** What {@link #toString} gave. */
  static Threads parse(String word) {
    boolean virtual = word.endsWith("v");
    String count = virtual ? word.substring(0, word.length() - 1) : word;
    return new Threads(Integer.parseInt(count), virtual);
  }

  ExecutorService executor() {
    if (!virtual) {
      return Executors.newFixedThreadPool(count);
    }
    try { // which the Java that this is compiled for does not have
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For people. */
  public String label() {
    return String.format(
        Locale.ROOT, "%,d %sthread%s", count, virtual ? "virtual " : "", count == 1 ? "" : "s");
  }

  @Override
  public String toString() {
    return count + (virtual ? "v" : "");
  }
}
