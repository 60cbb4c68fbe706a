package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.LoglineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest extends TelemetryFixture {
  private void sayDifferences(String option, String value) {
    new Settings(LoglineOptions.builder().set(option, value).build()).sayDifferences(status());
  }

  @ParameterizedTest
  @CsvSource({
    "protocol, http/protobuf, protocol, grpc",
    "compression, gzip, compression, none",
    "timeout, 5s, timeout, 7000",
    "certificate, pom.xml, certificate, /etc/ca.pem",
    "clientKey, pom.xml, client.key, /etc/key.pem",
    "clientCertificate, pom.xml, client.certificate, /etc/client.pem",
  })
  void theElementWinsAndSaysOverWhat(String option, String value, String key, String other) {
    property("otel.exporter.otlp." + key, other);
    property("otel.exporter.otlp.logs." + key, other);
    sayDifferences(option, value);
    assertThat(statuses)
        .hasSize(2)
        .allMatch(s -> s.contains(option + ": '" + value + "' wins") && s.contains(other))
        .anyMatch(s -> s.contains("(otel.exporter.otlp." + key))
        .anyMatch(s -> s.contains("(otel.exporter.otlp.logs." + key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces", "metrics"})
  void theElementSaysAlsoWhatOfOtherSignalsItWinsOver(String signal) {
    property("otel.exporter.otlp." + signal + ".endpoint", "http://tempo:4318/v1/" + signal);
    sayDifferences("endpoint", "http://localhost:4318");
    assertThat(statuses)
        .singleElement()
        .asString()
        .contains("wins", "(otel.exporter.otlp." + signal + ".endpoint)", "tempo");
  }

  @Test
  void headersAreNotShown() {
    property("otel.exporter.otlp.logs.headers", "x-a=S3CRET-1");
    sayDifferences("headers", "x-a=S3CRET-2");
    assertThat(statuses).singleElement().asString().contains("wins").doesNotContain("S3CRET");
  }

  @Test
  void endpointsAreShownWithoutTheirSecrets() {
    property("otel.exporter.otlp.endpoint", "http://user:S3CRET@localhost:1?token=S3CRET");
    sayDifferences("endpoint", "http://user:S3CRET@localhost:2");
    assertThat(statuses)
        .singleElement()
        .asString()
        .contains("localhost:1", "localhost:2")
        .doesNotContain("S3CRET");
  }
}
