package dev.logline.examples.endtoend;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All three frameworks in one JVM, configured as a user does it. */
final class EndToEndTest {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;

  @Test
  void everyRecordArrivesOverHttp() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(directory);
        Application application =
            Application.start(directory, Map.of(ENDPOINT, collector.httpEndpoint()))) {
      checkThatEveryRecordArrives(application, collector);
    }
  }

  @Test
  void everyRecordArrivesOverGrpc() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(directory);
        Application application =
            Application.startWithGrpc(
                directory,
                Map.of(
                    ENDPOINT, collector.grpcEndpoint(), "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"))) {
      checkThatEveryRecordArrives(application, collector);
    }
  }

  @Test
  void everyRecordArrivesOverHttpPacked() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(directory);
        Application application =
            Application.start(
                directory,
                Map.of(
                    ENDPOINT,
                    collector.httpEndpoint(),
                    "OTEL_EXPORTER_OTLP_COMPRESSION",
                    "gzip"))) {
      checkThatEveryRecordArrives(application, collector);
    }
  }

  @Test
  void everyRecordArrivesOverGrpcPacked() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(directory);
        Application application =
            Application.startWithGrpc(
                directory,
                Map.of(
                    ENDPOINT,
                    collector.grpcEndpoint(),
                    "OTEL_EXPORTER_OTLP_PROTOCOL",
                    "grpc",
                    "OTEL_EXPORTER_OTLP_COMPRESSION",
                    "gzip"))) {
      checkThatEveryRecordArrives(application, collector);
    }
  }

  @Test
  void theRightTokenOpens() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(directory, "open-sesame");
        Application application =
            Application.start(
                directory,
                Map.of(
                    ENDPOINT,
                    collector.httpEndpoint(),
                    HEADERS,
                    "authorization=Bearer%20open-sesame"))) {
      checkThatEveryRecordArrives(application, collector);
    }
  }

  @Test
  void theWrongTokenIsAClearErrorAndTheApplicationRunsOn() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(directory, "open-sesame");
        Application application =
            Application.start(
                directory,
                Map.of(
                    ENDPOINT,
                    collector.httpEndpoint(),
                    HEADERS,
                    "authorization=Bearer%20open-barley"))) {
      application.run("log 1 10");
      await().atMost(PATIENCE).until(() -> application.output().contains("401"));
      application.run("log 11 20");

      assertThat(application.end()).isZero();
      assertThat(application.output()).doesNotContain("open-barley");
      collector.stop();
      assertThat(collector.output().logs()).isEmpty();
    }
  }

  @Test
  void recordsAreJoinedToTheirSpansAndMetricsArrive() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(directory);
        Application application =
            Application.start(
                directory,
                Map.of(ENDPOINT, collector.httpEndpoint(), "OTEL_SERVICE_NAME", "shop"))) {
      application.run("span order");
      application.run("log 1 1");
      application.run("count orders");
      assertThat(application.end()).isZero();

      collector.stop();
      CollectorOutput output = collector.output();
      assertThat(output.spans()).extracting(CollectorOutput.Span::name).containsExactly("order");
      CollectorOutput.Span span = output.spans().get(0);
      assertThat(output.logs())
          .filteredOn(log -> log.body().endsWith("in order"))
          .containsExactlyInAnyOrder(
              inSpan(span, ThreeFrameworks.LOGBACK, "logback in order", "WARN"),
              inSpan(span, ThreeFrameworks.LOG4J2, "log4j2 in order", "WARN"),
              inSpan(span, ThreeFrameworks.JUL, "jul in order", "WARNING"));
      assertThat(output.logs())
          .filteredOn(log -> log.body().endsWith("1"))
          .hasSize(3)
          .allMatch(log -> log.traceId().isEmpty() && log.spanId().isEmpty());
      assertThat(output.metrics()).contains("orders");
      assertThat(output.services()).containsExactly("shop");
    }
  }

  @Test
  void nothingIsLostWhenTheCollectorIsAwayForAWhile() throws Exception {
    try (CollectorProcess collector = CollectorProcess.start(directory);
        Application application =
            Application.start(directory, Map.of(ENDPOINT, collector.httpEndpoint()))) {
      application.run("log 1 1000");
      awaitBodies(collector, 1, 1000);

      collector.stop();
      application.run("log 1001 5000");
      collector.start();
      application.run("log 5001 6000");
      awaitBodies(collector, 1001, 6000);

      assertThat(application.end()).isZero();
      // A request that was taken in and not answered any more may come twice.
      assertThat(new HashSet<>(collector.output().bodies()))
          .containsExactlyInAnyOrderElementsOf(bodies(1, 6000).toList());
    }
  }

  /** With the application's end at the latest, and the collector's own to have all it wrote. */
  private static void checkThatEveryRecordArrives(
      Application application, CollectorProcess collector) throws Exception {
    application.run("log 1 1000");
    assertThat(application.end()).isZero();
    collector.stop();

    CollectorOutput output = collector.output();
    assertThat(output.bodies()).containsExactlyInAnyOrderElementsOf(bodies(1, 1000).toList());
    assertThat(output.logs())
        .allMatch(log -> log.severityNumber() == 9 && log.severityText().equals("INFO"))
        .extracting(CollectorOutput.Log::scope)
        .containsOnly(ThreeFrameworks.LOGBACK, ThreeFrameworks.LOG4J2, ThreeFrameworks.JUL);
  }

  private static void awaitBodies(CollectorProcess collector, int first, int last) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Set<String> missing = bodies(first, last).collect(toCollection(LinkedHashSet::new));
              collector.output().bodies().forEach(missing::remove);
              assertThat(missing).as("missing").isEmpty();
            });
  }

  private static Stream<String> bodies(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .boxed()
        .flatMap(i -> Stream.of("logback " + i, "log4j2 " + i, "jul " + i));
  }

  private static CollectorOutput.Log inSpan(
      CollectorOutput.Span span, String scope, String body, String severity) {
    return new CollectorOutput.Log(scope, body, 13, severity, span.traceId(), span.spanId());
  }
}
