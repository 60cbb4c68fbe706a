package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.TestCertificates;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
