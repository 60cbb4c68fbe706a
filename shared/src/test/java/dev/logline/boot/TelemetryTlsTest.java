package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.TestCertificates;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates from PEM files, as the element and {@code OTEL_*} name them, for all signals. */
class TelemetryTlsTest extends TelemetryFixture {
  private static TestCertificates server;
  private static TestCertificates client;
  private static Path serverPem;
  private static Path clientPem;
  private static Path clientKey;

  @BeforeAll
  static void makeKeys(@TempDir Path directory) throws Exception {
    server = TestCertificates.create(directory, "server", "ip:127.0.0.1");
    client = TestCertificates.create(directory, "client", "dns:client");
    serverPem = directory.resolve("server.pem");
    clientPem = directory.resolve("client.pem");
    clientKey = directory.resolve("client.key");
    server.writeCertificate(serverPem);
    client.writeCertificate(clientPem);
    client.writeKey(clientKey);
  }

  @Test
  void theElementNamesTheCertificateToTrust() {
    try (FakeCollector tls = FakeCollector.startTls(server.context(client), false)) {
      appender("endpoint", tls.endpoint(), "certificate", serverPem.toString()).accept("a", "one");
      tls.awaitLogRecords(1);
    }
  }

  @Test
  void aClientCertificateOpensForLogsAndTraces() {
    try (FakeCollector tls = FakeCollector.startTls(server.context(client), true)) {
      property("otel.exporter.otlp.certificate", serverPem.toString());
      appender(
              "endpoint",
              tls.endpoint(),
              "clientKey",
              clientKey.toString(),
              "clientCertificate",
              clientPem.toString())
          .accept("a", "one");
      tls.awaitLogRecords(1);
      GlobalOpenTelemetry.get().getTracer("t").spanBuilder("work").startSpan().end();
      tls.awaitSpans(1);
    }
  }

  /** Without a file that is none the records go where they go without that option. */
  @ParameterizedTest
  @CsvSource({
    "certificate, '', holds no certificate",
    "certificate, garbage, is no PEM file of certificates",
    "clientCertificate, garbage, is no PEM file of certificates",
    "clientKey, garbage, is no PEM file of a private key",
    "clientKey, '-----BEGIN PRIVATE KEY-----%-----END PRIVATE KEY-----', is no PEM file",
  })
  void aFileThatHoldsNothingOfUseIsSaidAndIgnored(
      String option, String content, String why, @TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file.pem"), content);
    appender("endpoint", collector.endpoint(), option, file.toString()).accept("a", "one");
    collector.awaitLogRecords(1);
    assertThat(statuses)
        .filteredOn(s -> s.startsWith("ERROR"))
        .singleElement()
        .asString()
        .contains("option " + option + ": '" + file + "' " + why, "; it is ignored");
  }

  @Test
  void halfOfWhatOpensForAClientIsSaidAndIgnored() {
    appender(
            "endpoint",
            collector.endpoint(),
            "clientKey",
            clientKey.toString(),
            "clientCertificate",
            clientKey.toString())
        .accept("a", "one");
    collector.awaitLogRecords(1);
    assertThat(statuses)
        .anyMatch(s -> s.contains("option clientCertificate: '" + clientKey + "' "))
        .anyMatch(s -> s.contains("option clientKey: '" + clientKey + "' is of no use without"));
  }

  @Test
  void theOtherHalfMayBeOfTheEnvironment() {
    try (FakeCollector tls = FakeCollector.startTls(server.context(client), true)) {
      property("otel.exporter.otlp.certificate", serverPem.toString());
      property("otel.exporter.otlp.client.key", clientKey.toString());
      appender("endpoint", tls.endpoint(), "clientCertificate", clientPem.toString())
          .accept("a", "one");
      tls.awaitLogRecords(1);
    }
  }

  @Test
  void anUntrustedCertificateIsSaidAndNothingIsSentOrLost() {
    try (FakeCollector tls = FakeCollector.startTls(server.context(client), false)) {
      appender("endpoint", tls.endpoint()).accept("a", "one");
      await()
          .until(
              () ->
                  statuses.stream()
                      .anyMatch(s -> s.startsWith("ERROR") && s.contains("certificat")));
      assertThat(tls.logRecords()).isEmpty();
      assertThat(Logline.status().lostCount()).isZero();
    }
  }
}
