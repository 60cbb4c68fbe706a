package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * How large each adapter is with what it shares with the others. That nothing of Kotlin or OkHttp
 * comes with them is a rule of the build.
 */
final class JarSizes implements Row {
  private static final double KB = 1_000;
  private static final double MOST = 300;

  @Override
  public String name() {
    return "jars";
  }

  @Override
  public void run(Bench bench, Consumer<Line> lines) throws IOException {
    double shared = kilobytes("logline-shared");
    for (String adapter :
        List.of("logline-logback-appender", "logline-log4j2-appender", "logline-jul-handler")) {
      double size = kilobytes(adapter) + shared;
      lines.accept(
          Line.of("jars", adapter + " and shared", "KB", Samples.of(size))
              .bar(Bar.under(MOST, size, " KB")));
    }
  }

  private static double kilobytes(String name) throws IOException {
    for (Path entry : ClassPath.entries()) {
      if (entry.getFileName().toString().matches(name + "-\\d.*\\.jar")) {
        return Files.size(entry) / KB;
      }
    }
    throw new IOException(name + " is not on the class path as a jar");
  }
}
