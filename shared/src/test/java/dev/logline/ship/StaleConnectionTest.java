package dev.logline.ship;

import static dev.logline.ship.Sending.failure;
import static dev.logline.ship.Sending.response;
import static dev.logline.ship.Sending.send;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.ship.RawBackend.Act;
import dev.logline.testkit.VirtualClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that died while it was idle is no outage: the request is sent again at once. */
@ParameterizedClass(name = "over the JDK's client: {0}")
@ValueSource(booleans = {false, true})
class StaleConnectionTest {
  @Parameter boolean overTheJdksClient;

  private final VirtualClock clock = new VirtualClock();

  private TestSenderConfig config(RawBackend backend) {
    return backend.config().overTheJdksClient(overTheJdksClient);
  }

  @ParameterizedTest
  @EnumSource(names = {"ANSWER_AND_FIN", "ANSWER_AND_RESET"})
  void aConnectionThatIsClosedAfterEachAnswerFailsNoRequest(Act act) {
    try (RawBackend backend = RawBackend.start((connection, request) -> act)) {
      JdkHttpSender sender = new JdkHttpSender(config(backend), clock::nanoTime);
      for (int i = 0; i < 100; i++) {
        assertThat(response(send(sender)).getStatusCode()).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FIN", "RESET"})
  void aConnectionThatTurnsOutDeadIsReplacedAtOnce(Act death) {
    try (RawBackend backend = RawBackend.start((c, r) -> c == 0 && r == 1 ? death : Act.ANSWER)) {
      JdkHttpSender sender = new JdkHttpSender(config(backend), clock::nanoTime);
      assertThat(response(send(sender)).getStatusCode()).isEqualTo(200);
      assertThat(response(send(sender)).getStatusCode()).isEqualTo(200);
      assertThat(backend.connections()).isEqualTo(2);
      assertThat(backend.requests()).isEqualTo(3);
    }
  }

  @Test
  void aConnectionThatHasSilentlyGoneIsReplacedWithinTheDeadline() {
    try (RawBackend backend =
        RawBackend.start((c, r) -> c == 0 && r == 1 ? Act.SILENCE : Act.ANSWER)) {
      TestSenderConfig config = config(backend);
      config.timeout = Duration.ofSeconds(2);
      JdkHttpSender sender = new JdkHttpSender(config, clock::nanoTime);
      assertThat(response(send(sender)).getStatusCode()).isEqualTo(200);
      clock.advance(Duration.ofHours(1));
      assertThat(response(send(sender)).getStatusCode()).isEqualTo(200);
      assertThat(backend.connections()).isEqualTo(2);
    }
  }

  @Test
  void aWayThroughTheJvmsProxyThatHasSilentlyGoneIsReplacedWithinTheDeadline() {
    ProxySelector before = ProxySelector.getDefault();
    try (RawBackend proxy =
        RawBackend.start((c, r) -> c == 0 && r == 1 ? Act.SILENCE : Act.ANSWER)) {
      URI address = proxy.config().endpoint;
      ProxySelector.setDefault(
          ProxySelector.of(new InetSocketAddress(address.getHost(), address.getPort())));
      TestSenderConfig config = new TestSenderConfig("http://backend.invalid:4318/v1/logs");
      config.timeout = Duration.ofSeconds(2);
      JdkHttpSender sender = new JdkHttpSender(config, clock::nanoTime);
      assertThat(response(send(sender)).getStatusCode()).isEqualTo(200);
      clock.advance(Duration.ofHours(1));
      assertThat(response(send(sender)).getStatusCode()).isEqualTo(200);
      assertThat(proxy.connections()).isEqualTo(2);
    } finally {
      ProxySelector.setDefault(before);
    }
  }

  @Test
  void afterARestTheNextRequestHasAConnectionOfItsOwn() {
    try (RawBackend backend = RawBackend.start((c, r) -> Act.ANSWER)) {
      JdkHttpSender sender = new JdkHttpSender(config(backend), clock::nanoTime);
      sender.idle(); // before there was anything
      assertThat(response(send(sender)).getStatusCode()).isEqualTo(200);
      await()
          .atMost(10, SECONDS)
          .until(
              () -> {
                sender.idle(); // nothing, while the first one is just ending
                return response(send(sender)).getStatusCode() == 200 && backend.connections() > 1;
              });
    }
  }

  @Test
  void silenceOfAConnectionThatWasInUseIsAnOutage() {
    try (RawBackend backend = RawBackend.start((c, r) -> r == 1 ? Act.SILENCE : Act.ANSWER)) {
      TestSenderConfig config = config(backend);
      config.timeout = Duration.ofMillis(500);
      JdkHttpSender sender = new JdkHttpSender(config, clock::nanoTime);
      assertThat(response(send(sender)).getStatusCode()).isEqualTo(200);
      assertThat(failure(send(sender))).isInstanceOf(HttpTimeoutException.class);
      assertThat(backend.requests()).isEqualTo(2);
    }
  }

  @Test
  void aBackendThatNeverAnswersAnythingGetsEachRequestOnce() {
    try (RawBackend backend = RawBackend.start((c, r) -> Act.RESET)) {
      JdkHttpSender sender = new JdkHttpSender(config(backend), clock::nanoTime);
      assertThat(failure(send(sender))).isInstanceOf(IOException.class);
      assertThat(failure(send(sender))).isInstanceOf(IOException.class);
      assertThat(backend.requests()).isEqualTo(2);
    }
  }

  @Test
  void aBackendThatBreaksTheFreshConnectionTooHasAnOutage() {
    try (RawBackend backend =
        RawBackend.start((c, r) -> c == 0 && r == 0 ? Act.ANSWER : Act.RESET)) {
      JdkHttpSender sender = new JdkHttpSender(config(backend), clock::nanoTime);
      assertThat(response(send(sender)).getStatusCode()).isEqualTo(200);
      assertThat(failure(send(sender))).isInstanceOf(IOException.class);
      assertThat(backend.requests()).isEqualTo(3);
    }
  }

  @Test
  void silenceOfTheFreshConnectionTooEndsWithTheDeadline() {
    try (RawBackend backend =
        RawBackend.start((c, r) -> c == 0 && r == 0 ? Act.ANSWER : Act.SILENCE)) {
      TestSenderConfig config = config(backend);
      config.timeout = Duration.ofMillis(600);
      JdkHttpSender sender = new JdkHttpSender(config, clock::nanoTime);
      assertThat(response(send(sender)).getStatusCode()).isEqualTo(200);
      clock.advance(Duration.ofHours(1));
      assertThat(failure(send(sender)))
          .isInstanceOf(HttpTimeoutException.class)
          .hasMessageContaining("within 600 ms");
      assertThat(backend.requests()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DRIP_HEADERS", "DRIP_BODY"})
  void anAnswerThatComesByteByByteDoesNotOutliveTheDeadline(Act drip) {
    try (RawBackend backend = RawBackend.start((c, r) -> drip)) {
      TestSenderConfig config = config(backend);
      config.timeout = Duration.ofMillis(500);
      long start = System.nanoTime();
      assertThat(failure(send(new JdkHttpSender(config))))
          .isInstanceOf(HttpTimeoutException.class)
          .hasMessageContaining("within 500 ms");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(490), Duration.ofSeconds(5));
    }
  }
}
