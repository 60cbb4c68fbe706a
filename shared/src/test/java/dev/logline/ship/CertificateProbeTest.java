package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.TestCertificates;
import dev.logline.testkit.TlsWitness;
import dev.logline.testkit.VirtualClock;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate that is refused is named, and nothing is sent to whom it belongs. */
class CertificateProbeTest {
  private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z";

  private static TestCertificates authority;
  private static TestCertificates expired;
  private static TestCertificates future;
  private static TestCertificates server;
  private static TestCertificates manyNames;

  private final VirtualClock clock = new VirtualClock();

  @BeforeAll
  static void makeKeys(@TempDir Path directory) {
    authority = TestCertificates.create(directory, "authority", "dns:authority");
    expired = authority.issue("expired", "ip:127.0.0.1", "-3d");
    future = authority.issue("future", "ip:127.0.0.1", "+3d");
    server = authority.issue("server", "ip:127.0.0.1,dns:backend.example", "-1d");
    manyNames = TestCertificates.create(directory, "many", "dns:a,dns:b,dns:c,dns:d,dns:e,dns:f");
  }

  @Test
  void anExpiredCertificateIsSaidWithItsTimes() {
    assertThat(refusal(expired, "127.0.0.1"))
        .containsPattern("the certificate of 127.0.0.1:\\d+ has expired: subject CN=expired,")
        .containsPattern("issuer CN=authority, valid from " + TIME + " until " + TIME)
        .contains("CertificateExpiredException: NotAfter");
  }

  @Test
  void aCertificateOfTomorrowIsSaidWithItsTimes() {
    assertThat(refusal(future, "127.0.0.1"))
        .contains(" is not valid yet: subject CN=future, issuer CN=authority, valid from 2");
  }

  @Test
  void aCertificateOfAnotherHostIsSaidWithItsNames() {
    assertThat(refusal(server, "localhost"))
        .contains("the certificate of localhost:", ": subject CN=server, issuer CN=authority,")
        .contains("for 127.0.0.1, backend.example")
        .contains("No subject alternative DNS name matching localhost");
  }

  @Test
  void aSelfSignedCertificateIsSaidToBeOne() {
    assertThat(refusal(manyNames, "127.0.0.1"))
        .contains("subject CN=many, issuer itself (self-signed), valid from ")
        .contains("for a, b, c, d, e and 1 more")
        .contains("unable to find valid certification path");
  }

  /** What is said of the certificate, after nothing was sent. */
  private String refusal(TestCertificates shown, String host) {
    TlsWitness witness = TlsWitness.start(shown.context(authority));
    try (witness) {
      Answer answer = answer(sender(witness, host));
      assertThat(answer).isInstanceOf(Answer.Misconfigured.class);
      return ((Answer.Misconfigured) answer).reason();
    } finally {
      assertThat(witness.bytes()).isZero();
      assertThat(witness.connections()).as("the request and one look").isEqualTo(2);
    }
  }

  @Test
  void looksOnceAMinute() {
    TlsWitness witness = TlsWitness.start(expired.context(authority));
    try (witness) {
      JdkHttpSender sender = sender(witness, "127.0.0.1");
      assertThat(answer(sender).toString()).contains("CN=expired");
      clock.advance(Duration.ofSeconds(59));
      assertThat(answer(sender).toString()).contains("CN=expired");
      assertThat(witness.connections()).isEqualTo(3);

      clock.advance(Duration.ofSeconds(1));
      assertThat(answer(sender).toString()).contains("CN=expired");
      assertThat(witness.connections()).isEqualTo(5);
    }
    assertThat(witness.bytes()).isZero();
  }

  @Test
  void theFailureStandsWhereTheServerIsGoneInTheMeantime() {
    CertificateProbe probe =
        new CertificateProbe(
            URI.create("https://127.0.0.1:4318"),
            context -> {
              throw new IllegalStateException("no threads");
            },
            Runnable::run,
            clock::nanoTime);
    Throwable failure = new CertificateRefusedException("played", new CertificateException());

    assertThat(probe.explain(failure)).isCompletedWithValue(failure);
  }

  private JdkHttpSender sender(TlsWitness witness, String host) {
    TestSenderConfig config =
        new TestSenderConfig("https://" + host + ":" + witness.port() + "/v1/logs?token=s3cret");
    config.sslContext = authority.trustingContext();
    config.trustManager = authority.trustManager();
    return new JdkHttpSender(config, clock::nanoTime);
  }

  private static Answer answer(JdkHttpSender sender) {
    return Sending.answer(new HttpTransport(sender));
  }
}
