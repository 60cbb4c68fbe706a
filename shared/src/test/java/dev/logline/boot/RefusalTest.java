package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest extends TelemetryFixture {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://user:S3CRET@backend/x?token=S3CRET",
        "http://backend?token=S3CRET",
        "http://backend#S3CRET",
        "http://user:S3/CRET@backend",
        "http://user:S3@CRET@back end",
      })
  void theRefusedEndpointIsSaidWithoutItsSecrets(String endpoint) {
    property("otel.exporter.otlp.endpoint", endpoint);
    appender();
    await().until(() -> statuses.stream().anyMatch(s -> s.startsWith("ERROR")));
    assertThat(String.join("\n", statuses))
        .contains("was refused: ", "otel.exporter.otlp.endpoint='", "***")
        .doesNotContain("CRET");
    assertThat(Logline.status().messages()).noneMatch(s -> s.contains("CRET"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization S3CRET", "authorization=%S3CRET", "authorization=S3CRET%"})
  void refusedHeadersAreNotSaid(String headers) {
    property("otel.exporter.otlp.headers", headers);
    appender("endpoint", collector.endpoint());
    await().until(() -> statuses.stream().anyMatch(s -> s.startsWith("ERROR")));
    assertThat(String.join("\n", statuses))
        .contains("otel.exporter.otlp.headers='***'")
        .doesNotContain("S3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http/protobuf", "grpc"})
  void aPortThatCannotBeIsSaidWithItsSetting(String protocol) {
    property("otel.exporter.otlp.endpoint", "http://localhost:99999");
    appender("protocol", protocol);
    await().until(() -> statuses.stream().anyMatch(s -> s.startsWith("ERROR")));
    assertThat(String.join("\n", statuses))
        .contains("was refused: ", "otel.exporter.otlp.endpoint='http://localhost:99999'");
  }

  /** It lacks its first {@code =}, and what is behind the next is the value. */
  @ParameterizedTest
  @ValueSource(strings = {"http/protobuf", "grpc"})
  void aHeaderThatCannotBeSentIsSaidWithoutItsSecret(String protocol) {
    property("otel.exporter.otlp.headers", "authorization Bearer S3CRET==");
    appender("endpoint", collector.endpoint(), "protocol", protocol).accept("a", "one");
    await().until(() -> statuses.stream().anyMatch(s -> s.startsWith("ERROR")));
    assertThat(String.join("\n", statuses))
        .contains("header 'authorization***' cannot be sent: ")
        .doesNotContain("S3CRET");
    assertThat(Logline.status().lostCount()).isZero();
  }

  @Test
  void aRefusedSettingOfTheBatchProcessorIsSaid() {
    property("otel.blrp.schedule.delay", "-1");
    appender("endpoint", collector.endpoint());
    await().until(() -> statuses.stream().anyMatch(s -> s.startsWith("ERROR")));
    assertThat(String.join("\n", statuses)).contains(" otel.blrp.schedule.delay='-1'");
  }

  @Test
  void optionsOfTheElementThatMayBeMeantAreSaid() {
    property("otel.exporter.otlp.timeout", "soon");
    appender("endpoint", collector.endpoint(), "headers", "a=S3CRET", "compression", "gzip");
    await().until(() -> statuses.stream().anyMatch(s -> s.startsWith("ERROR")));
    assertThat(String.join("\n", statuses))
        .contains("was refused: ", " compression='gzip'")
        .doesNotContain("S3CRET");
  }

  @Test
  void whatTheGlobalOpenTelemetryIsRefusedForIsSaidOnce() {
    property("otel.traces.exporter", "nonsense");
    appender("endpoint", collector.endpoint()).accept("a", "one");
    assertThat(GlobalOpenTelemetry.get().getTracerProvider()).isEqualTo(TracerProvider.noop());
    await().until(() -> statuses.stream().anyMatch(s -> s.startsWith("ERROR")));
    assertThat(Logline.openTelemetry().getTracerProvider()).isEqualTo(TracerProvider.noop());
    assertThat(statuses)
        .filteredOn(s -> s.startsWith("ERROR"))
        .singleElement()
        .asString()
        .contains("Traces and metrics are off. ", "nonsense", "otel.traces.exporter='nonsense'");
    collector.awaitLogRecords(1);
  }

  @Test
  void anExceptionWithoutAMessageIsNamed() {
    LoglineOptions none = LoglineOptions.none();
    assertThat(Refusal.explain(new IllegalStateException(new NoClassDefFoundError("a/B")), none))
        .contains("java.lang.NoClassDefFoundError: a/B");
    assertThat(Refusal.explain(new NullPointerException(), none)).contains("NullPointerException");
  }
}
