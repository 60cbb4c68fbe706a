package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.ClassPath;
import dev.logline.benchmarks.common.Form;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Collectors;

/** On what, and of which versions, a table was measured. */
final class Machine {
  private static final String INTERESTING =
      "(logline-shared|logback-classic|log4j-core|opentelemetry-sdk|okhttp-jvm"
          + "|loki-logback-appender|jmh-core|opentelemetry-logback-appender-1.0|opentelemetry-log4j-appender-2.17)-\\d.*";

  private Machine() {}

  static void describe(Form form, PrintStream out) {
    String versions =
        ClassPath.entries().stream()
            .map(Path::getFileName)
            .map(Path::toString)
            .filter(name -> name.matches(INTERESTING))
            .map(name -> name.replace(".jar", ""))
            .collect(Collectors.joining(", "));
    out.printf(
        Locale.ROOT,
        "%s, the %s form: %d cores, %s %s, Java %s; %s.%n%n",
        LocalDate.now(ZoneOffset.UTC),
        form.name().toLowerCase(Locale.ROOT),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.version() + Jdk.OTHER.map(other -> " and " + other.feature()).orElse(""),
        versions);
  }
}
