package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
  private final FakeCollector collector = FakeCollector.start();
  private final TestSenderConfig config = TestSenderConfig.to(collector);

  @AfterEach
  void stop() {
    collector.close();
  }

  @Test
  void deliversAndCountsWhatWasRejected() {
    collector.script(Reply.ok(), Reply.partialSuccess(3, "too old"));
    Transport transport = transport();

    assertThat(Sending.answer(transport)).isEqualTo(new Answer.Delivered(0, ""));
    assertThat(Sending.answer(transport)).isEqualTo(new Answer.Delivered(3, "too old"));
  }

  @Test
  void retriesWhenTheBackendIsBusyAfterThePauseItNames() {
    collector.script(Reply.status(503, "20"));

    assertThat(Sending.answer(transport()))
        .isEqualTo(new Answer.Retry(Duration.ofSeconds(20), "HTTP 503: busy"));
  }

  @Test
  void retriesWhenTheConnectionIsRefusedOrBreaksOrHangs() {
    config.timeout = Duration.ofMillis(500);
    collector.script(Reply.reset(), Reply.hang(), Reply.slowBody());
    Transport transport = transport();

    assertThat(Sending.answer(transport)).isInstanceOf(Answer.Retry.class);
    assertThat(Sending.answer(transport)).isInstanceOf(Answer.TimedOut.class);
    assertThat(Sending.answer(transport)).isInstanceOf(Answer.TimedOut.class);
    collector.stop();
    assertThat(Sending.answer(transport))
        .isInstanceOfSatisfying(
            Answer.Retry.class, retry -> assertThat(retry.reason()).contains("ConnectException"));
    collector.startAgain();
    assertThat(Sending.answer(transport)).isInstanceOf(Answer.Delivered.class);
    assertThat(collector.logRecords()).hasSize(1);
  }

  @Test
  void aConnectionThatIsNotMadeWithinTheTimeoutDoesNotSpeakOfTheRequestsSize() {
    try (FullBacklog silent = FullBacklog.open()) {
      TestSenderConfig unreachable = new TestSenderConfig(silent.endpoint());
      unreachable.timeout = Duration.ofMillis(200);
      assertThat(Sending.answer(new HttpTransport(new JdkHttpSender(unreachable))))
          .isInstanceOf(Answer.Retry.class)
          .asString()
          .contains("no connection to " + silent.endpoint());
    }
  }

  @Test
  void retriesWhenTheHostIsUnknown() {
    config.endpoint = URI.create("http://backend.invalid:4318/v1/logs");

    assertThat(Sending.answer(transport())).isInstanceOf(Answer.Retry.class);
  }

  @Test
  void takesAWebPageForAnotherServer() {
    collector.script(Reply.html());

    assertThat(Sending.answer(transport()))
        .isInstanceOfSatisfying(
            Answer.Misconfigured.class,
            fault -> assertThat(fault.reason()).contains("not OTLP").contains("Please log in"));
    assertThat(collector.logRequests()).isEmpty();
  }

  @Test
  void rejectsWhenTheAnswerHasNoEnd() {
    collector.script(Reply.hugeBody());

    assertThat(Sending.answer(transport())).isInstanceOf(Answer.Rejected.class);
  }

  @Test
  void callsAHeaderThatCannotBeSentAConfigurationFault() {
    config.headers = () -> Map.of("Connection", List.of("close"));

    assertThat(Sending.answer(transport()))
        .isInstanceOfSatisfying(
            Answer.Misconfigured.class,
            fault -> assertThat(fault.reason()).contains("header 'Connection'"));
  }

  @Test
  void answersAfterItsCloseToo() {
    Transport transport = transport();

    assertThat(transport.close().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    assertThat(Sending.answer(transport)).isInstanceOf(Answer.Retry.class);
  }

  private Transport transport() {
    return new HttpTransport(new JdkHttpSender(config));
  }
}
