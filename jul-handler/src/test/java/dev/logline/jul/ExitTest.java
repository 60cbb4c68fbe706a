package dev.logline.jul;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitTest extends JulTest {
  private static final String HANDLER =
      """
      handlers = dev.logline.jul.OtlpHandler
      .level = INFO
      shop.level = FINE
      shop.Quiet.level = WARNING
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"main", "exit", "signal"})
  void whatShutdownHooksLogAfterLogManagersOwnStillArrives(String how) {
    try (ChildProcess child =
        ChildProcess.start(directory, HANDLER + endpointProperty(), "hook", how)) {
      if (how.equals("signal")) {
        collector.awaitLogRecords(1);
        child.terminate();
      }
      int code = child.await();
      assertThat(code).as("%s", child.output()).isIn(0, 3, 128 + 15);
      assertThat(collector.logRecords())
          .as("%s", child.output())
          .extracting(JulTest::body)
          .containsExactly("before the end", "from the hook", "from the hook, below INFO");
    }
  }

  @RepeatedTest(5)
  void nothingIsLostBetweenLogManagersRemovingTheHandlerAndItsReturn() {
    try (ChildProcess child =
        ChildProcess.start(directory, HANDLER + endpointProperty(), "busy-hook")) {
      assertThat(child.await()).isZero();
      assertThat(collector.logRecords())
          .as("%s", child.output())
          .extracting(JulTest::body)
          .contains("before the end", "from the hook 0", "from the hook 99")
          .hasSize(101);
    }
  }

  @Test
  void withTheCollectorDownTheProcessEndsInTimeAndSaysWhatIsLost() {
    collector.stop();
    Instant before = Instant.now();
    try (ChildProcess child =
        ChildProcess.start(
            directory,
            HANDLER + endpointProperty() + "dev.logline.jul.OtlpHandler.flushTimeout = 1s\n",
            "one")) {
      assertThat(child.await()).isZero();
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(15));
      assertThat(child.output())
          .filteredOn(line -> line.contains("1 records could not be delivered"))
          .hasSize(1);
    }
  }

  @Test
  void theFileConfiguresTheHandlerAndUnknownOptionsAreSaid() {
    String properties =
        HANDLER
            + endpointProperty()
            + """
            dev.logline.jul.OtlpHandler.serviceName = shop
            dev.logline.jul.OtlpHandler.servicename = typo
            dev.logline.jul.OtlpHandler.level = LOUD
            """;
    try (ChildProcess child = ChildProcess.start(directory, properties, "one")) {
      assertThat(child.await()).isZero();
      assertThat(collector.awaitLogRecords(1)).hasSize(1);
      assertThat(collector.scopedRecords().get(0).resource().getAttributesList())
          .anyMatch(
              a ->
                  a.getKey().equals("service.name")
                      && a.getValue().getStringValue().equals("shop"));
      assertThat(child.output())
          .anyMatch(line -> line.contains("unknown option servicename='typo'"))
          .anyMatch(
              line ->
                  line.contains(
                      "option level: 'LOUD' is not a level of java.util.logging; it is ignored"));
    }
  }

  @Test
  void aProgramInstallsTheHandlerItself() {
    try (ChildProcess child =
        ChildProcess.start(directory, ".level = INFO", "install", collector.endpoint())) {
      assertThat(child.await()).isZero();
      assertThat(collector.awaitLogRecords(1))
          .extracting(JulTest::body)
          .containsExactly("one record");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "io.opentelemetry.level = FINEST\njdk.httpclient.level = FINEST\n"})
  void noRecordComesOfARecordThatCannotBeDelivered(String more) {
    collector.stop();
    String finest = HANDLER.replace(".level = INFO", ".level = ALL") + more + endpointProperty();
    String all = "dev.logline.jul.OtlpHandler.level = ALL\n";
    try (ChildProcess child = ChildProcess.start(directory, finest + all, "quiet")) {
      await()
          .atMost(10, SECONDS)
          .until(() -> child.output().stream().anyMatch(l -> l.contains("is not reached")));
      await().during(5, SECONDS).atMost(6, SECONDS).until(() -> collector.logRecords().isEmpty());
      collector.startAgain();
      collector.awaitLogRecords(1);
      child.goOn();
      assertThat(child.await()).isZero();
      assertThat(collector.logRecords()).extracting(JulTest::body).containsExactly("one record");
      assertThat(child.output()).contains("held back true", "lost 0");
    }
  }
}
