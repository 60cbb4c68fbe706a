package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.testkit.TestCertificates;
import dev.logline.testkit.TlsWitness;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDK's sender for gRPC does not name the certificate it refuses; the pipeline does. */
class GrpcCertificateTest extends TelemetryFixture {
  private static TestCertificates authority;
  private static TestCertificates expired;
  private static TestCertificates server;
  private static Path pem;

  @BeforeAll
  static void makeKeys(@TempDir Path directory) throws Exception {
    authority = TestCertificates.create(directory, "authority", "dns:authority");
    expired = authority.issue("expired", "ip:127.0.0.1", "-3d");
    server = authority.issue("server", "ip:127.0.0.1", "-1d");
    pem = directory.resolve("authority.pem");
    authority.writeCertificate(pem);
  }

  @Test
  void anExpiredCertificateIsNamed() {
    assertThat(refusal(expired, "127.0.0.1", pem.toString()))
        .contains(" has expired: subject CN=expired, issuer CN=authority, valid from ");
  }

  @Test
  void aCertificateOfAnotherHostIsNamed() {
    assertThat(refusal(server, "localhost", pem.toString()))
        .contains("subject CN=server, issuer CN=authority,", "for 127.0.0.1");
  }

  @Test
  void aSelfSignedCertificateIsNamed() {
    assertThat(refusal(authority, "127.0.0.1", null))
        .contains("subject CN=authority, issuer itself (self-signed)", "for authority");
  }

  /** What is said of the certificate, after nothing was sent. */
  private String refusal(TestCertificates shown, String host, String trusted) {
    TlsWitness witness = TlsWitness.start(shown.context(authority));
    try {
      property("otel.exporter.otlp.protocol", "grpc");
      if (trusted != null) {
        property("otel.exporter.otlp.certificate", trusted);
      }
      appender("endpoint", "https://" + host + ":" + witness.port(), "flushTimeout", "100ms")
          .accept("shop.Orders", "one");
      await().atMost(10, TimeUnit.SECONDS).until(() -> said() != null);
      assertThat(Logline.status().lostCount()).isZero();
      return said();
    } finally {
      Logline.shutdown();
      witness.close();
      assertThat(witness.connections()).isGreaterThanOrEqualTo(2);
      assertThat(witness.bytes()).isZero();
    }
  }

  private String said() {
    return statuses.stream()
        .filter(status -> status.startsWith("ERROR") && status.contains("TLS: "))
        .findFirst()
        .orElse(null);
  }
}
