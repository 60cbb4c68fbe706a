package dev.logline.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.Logline;
import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.ScopedRecord;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** What arrives of the shop, decoded; run with Logback, and with Log4j2. */
class ShopTest {
  private static final String ENDPOINT = "otel.exporter.otlp.endpoint";

  private static final HttpClient client = HttpClient.newHttpClient();
  private static FakeCollector collector;
  private static ConfigurableApplicationContext shop;

  @BeforeAll
  static void open() {
    collector = FakeCollector.start();
    System.setProperty(ENDPOINT, collector.endpoint());
    SpringApplication application = new SpringApplication(Shop.class);
    application.setMainApplicationClass(Shop.class);
    shop = application.run("--server.port=0", "--server.address=127.0.0.1");
  }

  @AfterAll
  static void close() {
    shop.close();
    Logline.shutdown();
    collector.close();
    System.clearProperty(ENDPOINT);
  }

  @Test
  void theFrameworkIsTheOneOfThisRun() {
    assertThat(LoggerFactory.getILoggerFactory().getClass().getName())
        .containsIgnoringCase(System.getProperty("example.framework"));
  }

  @Test
  void whatSpringLogsAsItStartsArrivesOnce() {
    assertThat(Logline.flush(Duration.ofSeconds(20))).isTrue();
    List<String> bodies =
        records(Shop.class).stream().map(record -> record.getBody().getStringValue()).toList();
    assertThat(bodies).anyMatch(body -> body.startsWith("Starting Shop"));
    assertThat(bodies).anyMatch(body -> body.startsWith("Started Shop"));
    assertThat(bodies).doesNotHaveDuplicates();
    assertThat(Logline.status().lostCount()).isZero();
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("logline-shipper")))
        .hasSize(1);
  }

  @Test
  void anOrderIsOneTraceThoughItsParcelIsSentByAnotherThread() throws Exception {
    assertThat(order("tea", "ada").statusCode()).isEqualTo(200);

    LogRecord ordered = await(Orders.class, "ordered tea");
    LogRecord sent = await(Parcels.class, "sent tea");
    assertThat(ordered.getTraceId().size()).isEqualTo(16);
    assertThat(sent.getTraceId()).isEqualTo(ordered.getTraceId());
    assertThat(attribute(ordered, "customer")).isEqualTo("ada");
    assertThat(ordered.getAttributesList().stream().map(KeyValue::getKey))
        .containsExactlyInAnyOrder("customer", "thread.name");
    assertThat(attribute(sent, "thread.name"))
        .startsWith("task-")
        .isNotEqualTo(attribute(ordered, "thread.name"));

    Awaitility.await().until(() -> !spansOf(ordered).isEmpty());
    assertThat(spansOf(ordered)).anyMatch(span -> span.getSpanId().equals(ordered.getSpanId()));
  }

  @Test
  void threadsAreVirtualWhereTheJdkHasThem() throws Exception {
    order("coffee", "bob");
    String thread = attribute(await(Orders.class, "ordered coffee"), "thread.name");
    if (Runtime.version().feature() >= 21) {
      assertThat(thread).startsWith("tomcat-handler-");
    } else {
      assertThat(thread).startsWith("http-nio-");
    }
  }

  @Test
  void whatIsSoldOutIsAnErrorWithItsStackTraceInTheTraceOfTheOrder() throws Exception {
    assertThat(order("unicorn", "eve").statusCode()).isEqualTo(409);

    LogRecord ordered = await(Orders.class, "ordered unicorn");
    LogRecord error = await(Orders.class, "cannot sell it");
    assertThat(error.getSeverityText()).isEqualTo("ERROR");
    assertThat(error.getTraceId()).isEqualTo(ordered.getTraceId());
    assertThat(attribute(error, "exception.type")).isEqualTo(SoldOutException.class.getName());
    assertThat(attribute(error, "exception.message")).isEqualTo("unicorn is sold out");
    assertThat(attribute(error, "exception.stacktrace")).contains("Orders.order(Orders.java:");
  }

  private static HttpResponse<String> order(String article, String customer) throws Exception {
    String port = shop.getEnvironment().getRequiredProperty("local.server.port");
    URI uri =
        URI.create(
            "http://127.0.0.1:" + port + "/orders?article=" + article + "&customer=" + customer);
    return client.send(
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private static LogRecord await(Class<?> logger, String body) {
    return Awaitility.await()
        .until(
            () ->
                records(logger).stream()
                    .filter(record -> record.getBody().getStringValue().equals(body))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static List<LogRecord> records(Class<?> logger) {
    return collector.scopedRecords().stream()
        .filter(record -> record.scope().getName().equals(logger.getName()))
        .map(ScopedRecord::record)
        .toList();
  }

  private static List<Span> spansOf(LogRecord record) {
    return collector.spans().stream()
        .filter(span -> span.getTraceId().equals(record.getTraceId()))
        .toList();
  }

  private static String attribute(LogRecord record, String key) {
    return record.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(KeyValue::getValue)
        .findFirst()
        .orElseThrow()
        .getStringValue();
  }
}
