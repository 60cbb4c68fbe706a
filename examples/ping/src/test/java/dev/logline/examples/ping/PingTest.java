package dev.logline.examples.ping;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.ReceivedRequest;
import dev.logline.testkit.Signal;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole tree of a ping, with the stores up and down, as a collector receives it. */
final class PingTest {
  private static final int PATIENCE_SECONDS = 60;
  private static final String TOKEN = "token-of-the-test";

  @TempDir private Path directory;
  private FakeCollector collector;
  private Stores stores;
  private Service server;
  private Service client;

  @BeforeEach
  void start() throws Exception {
    collector = FakeCollector.start();
    stores = Stores.start();
    Map<String, String> environment = new HashMap<>();
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint());
    environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "200");
    environment.put("LS_ACCESS_TOKEN", TOKEN);
    server =
        Service.start(
            Jvm.of(PingServer.class, "0", stores.redisUrl(), stores.mongoUrl()),
            directory.resolve("server.log"),
            environment);
    environment.put("OTEL_RESOURCE_ATTRIBUTES", "service.name=caller,service.version=1.2.3");
    client =
        Service.start(
            Jvm.of(PingClient.class, server.address()),
            directory.resolve("client.log"),
            environment);
  }

  @AfterEach
  void stop() throws Exception {
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.close();
    }
    stores.close();
    collector.close();
  }

  private Tree await(String what, Predicate<Tree> kind) throws Exception {
    try {
      return Awaitility.await(what)
          .atMost(PATIENCE_SECONDS, SECONDS)
          .until(() -> Sent.to(collector).first(kind), Optional::isPresent)
          .orElseThrow();
    } catch (RuntimeException e) {
      throw new AssertionError(
          Sent.to(collector).draw() + client.output() + "\n" + server.output(), e);
    }
  }

  @Test
  void aPingIsOneTraceFromTheClientToTheStores() throws Exception {
    Tree tree = await("a ping", ping -> ping.isWhole() && ping.succeeded());

    assertThat(tree.draw().replaceAll("(pong|ping) \\d+", "$1 #"))
        .isEqualTo(
            """
            caller ping INTERNAL UNSET
              | INFO got pong #
              caller GET CLIENT UNSET
                | INFO sending traceparent %s
                ping-server GET /ping SERVER UNSET
                  | INFO ping received
                  ping-server answer ping INTERNAL UNSET
                    ping-server INCR CLIENT UNSET
                      | INFO counted ping #
                    ping-server insert pings CLIENT UNSET
                      | INFO remembered a ping of 127.0.0.1
            """
                .formatted(traceparent(tree.named("GET"))));
    assertThat(attributes(tree.named("INCR")))
        .containsEntry("db.system.name", "redis")
        .containsEntry("db.operation.name", "INCR");
    assertThat(attributes(tree.named("insert pings")))
        .containsEntry("db.system.name", "mongodb")
        .containsEntry("db.collection.name", "pings");
    assertThat(attributes(tree.named("answer ping"))).containsEntry("ping.sender", "127.0.0.1");
    assertThat(resource(tree, "GET")).containsEntry("service.version", "1.2.3");
    assertThat(resource(tree, "INCR"))
        .containsEntry("service.name", "ping-server")
        .doesNotContainKey("service.version");
  }

  @Test
  void withoutTheStoresItFailsInEachSpanAndBothServicesGoOn() throws Exception {
    await("a ping", ping -> ping.isWhole() && ping.succeeded());
    stores.stop();

    Tree tree = await("a ping that fails", ping -> ping.isWhole() && ping.failed());
    assertThat(tree.draw())
        .isEqualTo(
            """
            caller ping INTERNAL ERROR
              | ERROR ping failed
              caller GET CLIENT ERROR
                | INFO sending traceparent %s
                ping-server GET /ping SERVER ERROR
                  | INFO ping received
                  | ERROR ping was not answered
                  ping-server answer ping INTERNAL ERROR
                    ping-server INCR CLIENT ERROR
                      | ERROR the ping was not counted
                    ping-server insert pings CLIENT ERROR
                      | ERROR the ping was not remembered
            """
                .formatted(traceparent(tree.named("GET"))));
    for (Sent.OfService span : tree.spans()) {
      assertThat(span.span().getEventsList())
          .as(span.span().getName())
          .extracting(Span.Event::getName)
          .containsExactly("exception");
      assertThat(attributes(span.span())).containsKey("error.type");
    }
    assertThat(exception(tree.named("INCR"))).contains("Jedis");
    assertThat(exception(tree.named("insert pings"))).contains("Mongo");
    assertThat(client.isAlive()).isTrue();
    assertThat(server.isAlive()).isTrue();

    int before = Sent.to(collector).trees().size();
    stores.startAgain();
    await("a ping after it", ping -> isAfter(before, ping) && ping.isWhole() && ping.succeeded());
  }

  @Test
  void eachRequestCarriesTheToken() throws Exception {
    await("a ping", ping -> ping.isWhole() && ping.succeeded());

    for (Signal signal : List.of(Signal.LOGS, Signal.TRACES)) {
      assertThat(collector.requests(signal))
          .isNotEmpty()
          .extracting(ReceivedRequest::headers)
          .allSatisfy(
              headers ->
                  assertThat(headers).containsEntry("lightstep-access-token", List.of(TOKEN)));
    }
  }

  private boolean isAfter(int count, Tree tree) {
    return Sent.to(collector).trees().indexOf(tree) >= count;
  }

  private static String traceparent(Span span) {
    HexFormat hex = HexFormat.of();
    return "00-%s-%s-%02x"
        .formatted(
            hex.formatHex(span.getTraceId().toByteArray()),
            hex.formatHex(span.getSpanId().toByteArray()),
            span.getFlags() & 0xff);
  }

  private static String exception(Span span) {
    return values(span.getEvents(0).getAttributesList()).get("exception.type");
  }

  private static Map<String, String> attributes(Span span) {
    return values(span.getAttributesList());
  }

  private static Map<String, String> resource(Tree tree, String span) {
    return tree.spans().stream()
        .filter(ofService -> ofService.span().getName().equals(span))
        .map(ofService -> values(ofService.resource().getAttributesList()))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> values(List<KeyValue> attributes) {
    Map<String, String> values = new HashMap<>();
    attributes.forEach(a -> values.put(a.getKey(), a.getValue().getStringValue()));
    return values;
  }
}
