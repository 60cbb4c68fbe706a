package dev.logline.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log4j2 stops its loggers beside other shutdown hooks; what those log arrives all the same. */
final class Log4j2ExitTest {
  @TempDir private Path directory;

  @Test
  void eachLoggerKeepsItsLevelAndItsWayThroughAnAsyncAppender() throws Exception {
    try (FakeCollector collector = FakeCollector.start();
        ChildJvm application =
            ChildJvm.of(Exits.class)
                .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
                .option("-Dlog4j2.configurationFile=log4j2-branched.xml")
                .start(directory, "log4j2", "hook")) {
      assertThat(application.await(Duration.ofSeconds(30))).isZero();
      assertThat(collector.logRecords())
          .extracting(record -> record.getBody().getStringValue())
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      IntStream.range(0, Exits.RECORDS).mapToObj(i -> "record " + i),
                      IntStream.range(0, 10).mapToObj(i -> "from the hook " + i))
                  .toList());
    }
  }
}
