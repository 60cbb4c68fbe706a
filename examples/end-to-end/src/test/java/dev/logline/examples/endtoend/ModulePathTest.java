package dev.logline.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapters as named modules, with what a user of HTTP has beside them. */
final class ModulePathTest {
  private static final Pattern NEEDED =
      Pattern.compile(
          ".*/((shared|logback-appender|log4j2-appender|jul-handler)/target/.*"
              + "|logline-(shared|logback|log4j2|jul)[^/]*"
              + "|logback-[^/]*|log4j-[^/]*|slf4j-api[^/]*|opentelemetry-(?!proto)[^/]*)");
  private static final Pattern NOT_NEEDED =
      Pattern.compile(".*(okhttp|-tests\\.jar|/test-classes).*");

  @TempDir private Path directory;

  @Test
  void allThreeFrameworksWorkOnTheModulePath() throws Exception {
    String modulePath =
        Pattern.compile(File.pathSeparator, Pattern.LITERAL)
            .splitAsStream(System.getProperty("java.class.path"))
            .filter(entry -> NEEDED.matcher(entry).matches())
            .filter(entry -> !NOT_NEEDED.matcher(entry).matches())
            .collect(Collectors.joining(File.pathSeparator));
    Path configuration = Path.of("target/test-classes/application").toAbsolutePath();
    try (FakeCollector collector = FakeCollector.start();
        ChildJvm application =
            ChildJvm.of(OneOfEach.class)
                .option("--module-path=" + modulePath)
                .option(
                    "--add-modules=dev.logline.logback,dev.logline.log4j2,dev.logline.jul,"
                        + "io.opentelemetry.exporter.logging")
                .option(
                    "-Djava.util.logging.config.file="
                        + configuration.resolve("logging.properties"))
                .classPath(configuration + File.pathSeparator + configuration.getParent())
                .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                .start(directory)) {
      assertThat(application.await(Duration.ofSeconds(30))).as(application.output()).isZero();
      assertThat(application.output())
          .contains("dev.logline.logback.OtlpAppender is in module dev.logline.logback")
          .contains("dev.logline.log4j2.OtlpAppender is in module dev.logline.log4j2")
          .contains("dev.logline.jul.OtlpHandler is in module dev.logline.jul")
          .contains("dev.logline.Logline is in module dev.logline");
      assertThat(collector.logRecords())
          .as(application.output())
          .extracting(record -> record.getBody().getStringValue())
          .contains("by logback", "by log4j2", "by jul");
      assertThat(collector.spans()).extracting(span -> span.getName()).containsExactly("a span");
    }
  }
}
