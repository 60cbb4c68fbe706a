package dev.logline.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under the real OpenTelemetry javaagent every record arrives once. */
final class JavaAgentTest {
  private static final Path AGENT = Path.of("target/javaagent/opentelemetry-javaagent.jar");

  @TempDir private Path directory;
  private FakeCollector collector;

  @BeforeEach
  void start() {
    collector = FakeCollector.start();
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private String runWithAgent(String... options) throws Exception {
    Path configuration = Path.of("target/test-classes/application").toAbsolutePath();
    ChildJvm.Builder builder =
        ChildJvm.of(OneOfEach.class)
            .option("-javaagent:" + AGENT.toAbsolutePath())
            .option(
                "-Djava.util.logging.config.file=" + configuration.resolve("logging.properties"))
            .environment("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
            .environment("OTEL_METRICS_EXPORTER", "none");
    for (String option : options) {
      builder.option(option);
    }
    try (ChildJvm application = builder.start(directory)) {
      assertThat(application.await(Duration.ofSeconds(60))).as(application.output()).isZero();
      return application.output();
    }
  }

  private void checkThatEachArrivedOnce(String output) {
    assertThat(collector.logRecords())
        .as(output)
        .extracting(record -> record.getBody().getStringValue())
        .filteredOn(body -> body.startsWith("by "))
        .containsExactlyInAnyOrder("by logback", "by log4j2", "by jul");
  }

  @Test
  void whatTheAgentExportsIsNotExportedTwiceAndThatIsSaid() throws Exception {
    String output = runWithAgent();
    checkThatEachArrivedOnce(output);
    assertThat(output).contains("The OpenTelemetry javaagent exports");
  }

  @Test
  void thatAnAppenderWithAPipelineOfItsOwnSendsASecondCopyIsSaid() throws Exception {
    Path file = directory.resolve("logback-own.xml");
    Files.writeString(
        file,
        """
        <configuration>
          <appender name="OTLP" class="dev.logline.logback.OtlpAppender">
            <export>own</export>
          </appender>
          <root level="INFO"><appender-ref ref="OTLP"/></root>
        </configuration>
        """);
    String output = runWithAgent("-Dlogback.configurationFile=" + file);
    assertThat(output)
        .contains(
            "each record arrives twice. Set the agent's"
                + " -Dotel.instrumentation.logback-appender.enabled=false");
    assertThat(collector.logRecords())
        .extracting(record -> record.getBody().getStringValue())
        .filteredOn(body -> body.startsWith("by "))
        .containsExactlyInAnyOrder("by logback", "by logback", "by log4j2", "by jul");
  }

  @Test
  void whatTheAgentsOwnFileLeavesToTheAppenderIsNotLost() throws Exception {
    Path file = directory.resolve("agent.properties");
    Files.writeString(
        file,
        """
        otel.instrumentation.common.default-enabled = false
        otel.instrumentation.java-util-logging.enabled = true
        """);
    checkThatEachArrivedOnce(runWithAgent("-Dotel.javaagent.configuration-file=" + file));
  }

  @Test
  void whatTheAgentLeavesGoesThroughTheAgentsSdk() throws Exception {
    String output =
        runWithAgent(
            "-Dotel.instrumentation.logback-appender.enabled=false",
            "-Dotel.instrumentation.log4j-appender.enabled=false",
            "-Dotel.instrumentation.java-util-logging.enabled=false");
    checkThatEachArrivedOnce(output);
    assertThat(collector.scopedRecords())
        .allMatch(
            record ->
                record.resource().getAttributesList().stream()
                    .anyMatch(
                        attribute ->
                            attribute.getValue().getStringValue().contains("opentelemetry-java-")));
  }
}
