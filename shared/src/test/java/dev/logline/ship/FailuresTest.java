package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void retriesWhatTheNetworkDid() {
    Throwable unknownHost = new ConnectException().initCause(new UnresolvedAddressException());

    assertThat(Failures.answer(new CompletionException(unknownHost)))
        .isEqualTo(new Answer.Retry(null, "ConnectException (UnresolvedAddressException)"));
    assertThat(Failures.answer(new SSLException("broken", new SocketException("reset"))))
        .isInstanceOf(Answer.Retry.class);
    assertThat(Failures.answer(new IOException(new EOFException())))
        .isInstanceOf(Answer.Retry.class);
  }

  @Test
  void aConnectionThatWasRefusedIsNotAClosedChannel() {
    TestSenderConfig nowhere = new TestSenderConfig("http://127.0.0.1:1/v1/logs");

    assertThat(Sending.answer(new HttpTransport(new JdkHttpSender(nowhere))).toString())
        .containsIgnoringCase("refused")
        .doesNotContain("ClosedChannel");
  }

  @Test
  void saysWhatIsWrongWithTheCertificate() {
    Throwable expired = new CertificateExpiredException("NotAfter: yesterday");
    Throwable handshake = new SSLHandshakeException("PKIX failed").initCause(expired);

    assertThat(Failures.answer(new IOException(handshake)))
        .isInstanceOfSatisfying(
            Answer.Misconfigured.class,
            fault ->
                assertThat(fault.reason())
                    .startsWith("TLS: ")
                    .contains("PKIX failed")
                    .contains("NotAfter: yesterday"));
  }

  @Test
  void survivesACauseThatIsItsOwn() {
    IOException outer = new IOException("outer");
    outer.initCause(new IOException("inner", outer));

    assertThat(Failures.answer(outer)).isInstanceOf(Answer.Retry.class);
  }
}
