package dev.logline.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM without the module java.management, as jlink makes them. */
final class MissingJmxTest {
  @TempDir private Path directory;

  @Test
  void whereThereIsNoJmxRecordsArriveAllTheSame() throws Exception {
    try (FakeCollector collector = FakeCollector.start();
        ChildJvm application =
            ChildJvm.of(OneOfEach.class)
                .option(
                    "--limit-modules=java.logging,java.naming,java.net.http,java.sql,java.desktop")
                .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                .start(directory)) {
      assertThat(application.await(Duration.ofSeconds(30))).as(application.output()).isZero();
      assertThat(collector.logRecords())
          .as(application.output())
          .extracting(record -> record.getBody().getStringValue())
          .contains("by logback", "by log4j2");
    }
  }
}
