package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import dev.logline.testkit.Reply;
import dev.logline.testkit.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A spool from the appender's option to the wire. */
class TelemetrySpoolTest extends TelemetryFixture {
  @TempDir private Path directory;

  private Intake<String> spooling() {
    return appender(
        "endpoint", collector.endpoint(), "spool", directory.toString(), "flushTimeout", "300ms");
  }

  @Test
  void whatCouldNotBeDeliveredIsShippedByTheNextStartAsWhoLoggedIt() {
    collector.answer(Reply.status(503));
    property("otel.resource.attributes", "service.instance.id=first");
    spooling().accept("a logger", "left behind");
    collector.awaitRefused(1);
    Logline.shutdown();
    assertThat(statuses).anyMatch(said -> said.contains("1 records") && said.contains("stay in"));
    Map<String, String> uids = uids();
    assertThat(uids).containsOnlyKeys("left behind");

    collector.answer(Reply.ok());
    property("otel.resource.attributes", "service.instance.id=second");
    spooling().accept("a logger", "new");
    assertThat(Logline.flush(LONG)).isTrue();
    await().until(() -> instanceOf("new") != null && instanceOf("left behind") != null);
    assertThat(instanceOf("left behind")).isEqualTo("first");
    assertThat(instanceOf("new")).isEqualTo("second");
    assertThat(uids().get("left behind")).isEqualTo(uids.get("left behind"));
    assertThat(uids().get("new")).hasSize(26).isNotEqualTo(uids.get("left behind"));
    assertThat(Logline.status().recovered()).isEqualTo(1);
    assertThat(Logline.status().delivered()).isEqualTo(2);
    assertThat(Logline.status().waiting()).isZero();
    assertThat(Logline.status().toString()).contains("recovered: 1").contains(directory.toString());
    Logline.shutdown();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void anEndThatComesTooSoonForNothingSaysNothing() {
    appender("endpoint", collector.endpoint(), "spool", directory.toString(), "flushTimeout", "0s");
    new Ending(Telemetry.acquire(LoglineOptions.none(), status())).run();
    assertThat(statuses).noneMatch(said -> said.contains("stay in the spool"));
  }

  private String instanceOf(String body) {
    return collector.scopedRecords().stream()
        .filter(scoped -> scoped.record().getBody().getStringValue().equals(body))
        .map(scoped -> resource(scoped.resource()).get("service.instance.id"))
        .findAny()
        .orElse(null);
  }

  /** By body, of all that was sent, taken or not; a record that came twice has the same one. */
  private Map<String, String> uids() {
    Map<String, String> uids = new LinkedHashMap<>();
    Stream.concat(collector.requests(Signal.LOGS).stream(), collector.refused().stream())
        .map(request -> (ExportLogsServiceRequest) request.message())
        .flatMap(request -> request.getResourceLogsList().stream())
        .flatMap(logs -> logs.getScopeLogsList().stream())
        .flatMap(scope -> scope.getLogRecordsList().stream())
        .forEach(
            record -> {
              String body = record.getBody().getStringValue();
              assertThat(uids.getOrDefault(body, uid(record))).isEqualTo(uid(record));
              uids.put(body, uid(record));
            });
    return uids;
  }

  private static String uid(LogRecord record) {
    List<String> values =
        record.getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals("log.record.uid"))
            .map(attribute -> attribute.getValue().getStringValue())
            .toList();
    return values.isEmpty() ? "none" : values.get(0);
  }

  @Test
  void eachRecordHasItsOwnUidWhereThatIsAskedFor() {
    Intake<String> intake = appender("endpoint", collector.endpoint(), "recordUid", "true");
    for (int i = 0; i < 100; i++) {
      intake.accept("a logger", "record " + i);
    }
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(uids().values()).hasSize(100).doesNotHaveDuplicates().doesNotContain("none");
  }

  @Test
  void noRecordHasAUidByDefault() {
    appender("endpoint", collector.endpoint()).accept("a logger", "plain");
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(uids()).containsExactly(Map.entry("plain", "none"));
  }

  @Test
  void aDirectoryThatCannotBeUsedIsSaidAndRecordsWaitInMemory() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    Intake<String> intake = appender("endpoint", collector.endpoint(), "spool", file.toString());
    assertThat(statuses)
        .anyMatch(said -> said.startsWith("ERROR: option spool: '" + file + "' cannot be used"));
    intake.accept("a logger", "from memory");
    assertThat(Logline.flush(Duration.ofSeconds(60))).isTrue();
    assertThat(bodies()).containsExactly("from memory");
    assertThat(Logline.status().spool()).isNull();
  }

  @Test
  void aSpoolIsNoUseWhereRecordsGoThroughAnotherSdkAndThatIsSaid() {
    Logline.adopt(new ApplicationSdk().sdk);
    appender("spool", directory.toString()).accept("a logger", "elsewhere");
    await()
        .until(
            () -> statuses.stream().anyMatch(said -> said.contains("option spool has no effect")));
  }

  @ParameterizedTest
  @CsvSource({"otel.sdk.disabled, true", "otel.logs.exporter, none"})
  void aStartThatExportsNothingLeavesWhatOthersLeft(String name, String value) {
    collector.answer(Reply.status(503));
    spooling().accept("a logger", "left behind");
    collector.awaitRefused(1);
    Logline.shutdown();

    collector.answer(Reply.ok());
    property(name, value);
    spooling().accept("a logger", "goes nowhere");
    await().until(() -> Logline.status().route().startsWith("nowhere"));
    assertThat(Logline.flush(LONG)).isTrue();
    Logline.shutdown();
    System.clearProperty(name);

    spooling().accept("a logger", "new");
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(bodies()).contains("left behind", "new");
  }
}
