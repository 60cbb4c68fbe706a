package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.ClassPath;
import dev.logline.benchmarks.speed.program.Framework;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * How large each adapter is with what it shares with the others, and what comes with it at run time
 * where it speaks HTTP: the class path that its program is measured with, less the framework.
 */
final class JarSizes implements Row {
  private static final double KB = 1_000;
  private static final double MOST = 300;
  private static final Pattern KOTLIN_OR_OKHTTP = Pattern.compile("(kotlin|okhttp|okio).*");

  @Override
  public String name() {
    return "jars";
  }

  @Override
  public void run(Bench bench, Consumer<Line> lines) throws IOException {
    double shared = kilobytes("logline-shared");
    for (Framework framework : Framework.values()) {
      String adapter = adapter(framework);
      double size = kilobytes(adapter) + shared;
      lines.accept(
          Line.of("jars", adapter + " and shared", "KB", Samples.of(size))
              .bar(Bar.under(MOST, size, " KB")));
    }
    for (Framework framework : Framework.values()) {
      Subject logline = Subject.logline(framework);
      Subject peer = Subject.peer(framework);
      Samples others = Samples.of(kilobytes(jars(peer)));
      boolean none = jars(logline).stream().noneMatch(JarSizes::isKotlinOrOkHttp);
      lines.accept(line(logline).to(others).bar(new Bar("no Kotlin, no OkHttp", none)));
      lines.accept(line(peer).to(others));
    }
  }

  private static Line line(Subject subject) throws IOException {
    List<Path> jars = jars(subject);
    List<String> foreign =
        jars.stream()
            .filter(JarSizes::isKotlinOrOkHttp)
            .map(jar -> jar.getFileName().toString().replace(".jar", ""))
            .toList();
    String row = "class path over HTTP, " + subject.framework().label();
    return Line.of(row, subject.label(), "KB", Samples.of(kilobytes(jars)))
        .beside(
            jars.size()
                + " jars; of Kotlin and OkHttp: "
                + (foreign.isEmpty() ? "none" : String.join(", ", foreign)));
  }

  private static boolean isKotlinOrOkHttp(Path jar) {
    return KOTLIN_OR_OKHTTP.matcher(jar.getFileName().toString()).lookingAt();
  }

  private static String adapter(Framework framework) {
    return switch (framework) {
      case LOGBACK -> "logline-logback-appender";
      case LOG4J2 -> "logline-log4j2-appender";
      case JUL -> "logline-jul-handler";
    };
  }

  /** Without those of the frameworks, and of the adapters for other ones. */
  private static List<Path> jars(Subject subject) throws IOException {
    String own =
        switch (subject.framework()) {
          case LOGBACK -> "logback";
          case LOG4J2 -> "log4j";
          case JUL -> "jul";
        };
    Pattern others =
        Pattern.compile(
            "(logback|log4j|slf4j)-.*"
                + "|(logline|opentelemetry)-(?!"
                + own
                + ")(logback|log4j|jul).*"
                + (subject.framework() == Framework.JUL ? "|opentelemetry-(instr|semconv).*" : ""));
    List<Path> jars = new ArrayList<>();
    for (String entry : subject.classPath().split(File.pathSeparator)) {
      if (entry.endsWith("*")) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of(entry).getParent())) {
          all.forEach(jars::add);
        }
      } else if (entry.endsWith(".jar")) {
        jars.add(Path.of(entry));
      }
    }
    jars.removeIf(jar -> others.matcher(jar.getFileName().toString()).matches());
    return jars;
  }

  private static double kilobytes(String name) throws IOException {
    for (Path entry : ClassPath.entries()) {
      if (entry.getFileName().toString().matches(name + "-\\d.*\\.jar")) {
        return Files.size(entry) / KB;
      }
    }
    throw new IOException(name + " is not on the class path as a jar");
  }

  private static double kilobytes(List<Path> jars) throws IOException {
    double sum = 0;
    for (Path jar : jars) {
      sum += Files.size(jar) / KB;
    }
    return sum;
  }
}
