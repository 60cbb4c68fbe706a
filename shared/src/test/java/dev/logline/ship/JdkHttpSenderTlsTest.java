package dev.logline.ship;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Signal;
import dev.logline.testkit.TestCertificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkHttpSenderTlsTest {
  private static TestCertificates server;
  private static TestCertificates client;

  @BeforeAll
  static void makeKeys(@TempDir Path directory) {
    server = TestCertificates.create(directory, "server", "ip:127.0.0.1");
    client = TestCertificates.create(directory, "client", "dns:client");
  }

  @Test
  void deliversOverTls() {
    try (FakeCollector collector = FakeCollector.startTls(server.context(client), false)) {
      TestSenderConfig config = trusting(collector, server);

      assertThat(answer(config)).isInstanceOf(Answer.Delivered.class);
      config.enabledProtocols = List.of("TLSv1.2");
      assertThat(answer(config)).isInstanceOf(Answer.Delivered.class);
      assertThat(collector.logRecords()).hasSize(2);
    }
  }

  @Test
  void sendsNothingToACertificateItDoesNotTrust() {
    try (FakeCollector collector = FakeCollector.startTls(server.context(client), false)) {
      assertThat(answer(trusting(collector, client)))
          .isInstanceOfSatisfying(
              Answer.Misconfigured.class,
              fault ->
                  assertThat(fault.reason()).startsWith("TLS: ").contains("certification path"));
      // Nor with the JDK's own trust.
      assertThat(answer(TestSenderConfig.to(collector))).isInstanceOf(Answer.Misconfigured.class);
      assertThat(collector.logRequests()).isEmpty();
      assertThat(collector.refused()).isEmpty();
    }
  }

  @Test
  void sendsNothingToACertificateOfAnotherHost() {
    try (FakeCollector collector = FakeCollector.startTls(server.context(client), false)) {
      TestSenderConfig config = trusting(collector, server);
      config.endpoint = URI.create("https://localhost:" + collector.port() + Signal.LOGS.path());

      assertThat(answer(config))
          .isInstanceOfSatisfying(
              Answer.Misconfigured.class,
              fault -> assertThat(fault.reason()).contains("localhost"));
      assertThat(collector.logRequests()).isEmpty();
    }
  }

  @Test
  void showsItsOwnCertificate() {
    try (FakeCollector collector = FakeCollector.startTls(server.context(client), true)) {
      TestSenderConfig config = trusting(collector, server);
      config.sslContext = client.context(server);

      assertThat(answer(config)).isInstanceOf(Answer.Delivered.class);
    }
  }

  @Test
  void deliversNothingWithoutTheCertificateTheBackendAsksFor() {
    try (FakeCollector collector = FakeCollector.startTls(server.context(client), true)) {
      assertThat(answer(trusting(collector, server)))
          .isInstanceOfAny(Answer.Misconfigured.class, Answer.Retry.class);
      assertThat(collector.logRequests()).isEmpty();
    }
  }

  @Test
  void neverSpeaksAnythingOlderThanTls12() {
    TestSenderConfig config = new TestSenderConfig("https://127.0.0.1:4318/v1/logs");
    config.enabledProtocols = List.of("TLSv1", "TLSv1.1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JdkHttpSender(config))
        .withMessage("TLS 1.2 or 1.3 is needed, but only [TLSv1, TLSv1.1] is enabled");
  }

  @Test
  void saysThatTheOtherSideDoesNotSpeakTls() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TestSenderConfig config = new TestSenderConfig("https://127.0.0.1:" + plain.getLocalPort());
      config.sslContext = server.trustingContext();
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      Transport transport = new HttpTransport(new JdkHttpSender(config));
      transport.send(Sending.request(1), answer::complete);
      try (Socket connection = plain.accept()) {
        connection.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));

        assertThat(answer)
            .succeedsWithin(Duration.ofSeconds(10))
            .isInstanceOf(Answer.Misconfigured.class);
      }
    }
  }

  private static TestSenderConfig trusting(FakeCollector collector, TestCertificates trusted) {
    TestSenderConfig config = TestSenderConfig.to(collector);
    config.sslContext = trusted.trustingContext();
    config.trustManager = trusted.trustManager();
    return config;
  }

  private static Answer answer(TestSenderConfig config) {
    return Sending.answer(new HttpTransport(new JdkHttpSender(config)));
  }
}
