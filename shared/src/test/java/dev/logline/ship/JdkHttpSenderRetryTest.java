package dev.logline.ship;

import static dev.logline.ship.Sending.failure;
import static dev.logline.ship.Sending.response;
import static dev.logline.ship.Sending.send;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.Reply;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.HttpResponse;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "over the JDK's client: {0}")
@ValueSource(booleans = {false, true})
class JdkHttpSenderRetryTest {
  @Parameter boolean overTheJdksClient;

  private final FakeCollector collector = FakeCollector.start();
  private final TestSenderConfig config = TestSenderConfig.to(collector);

  @BeforeEach
  void retry() {
    config.overTheJdksClient(overTheJdksClient);
    config.retryPolicy = policy(Duration.ofMillis(20)).build();
  }

  private static RetryPolicy.RetryPolicyBuilder policy(Duration backoff) {
    return RetryPolicy.builder().setInitialBackoff(backoff).setMaxAttempts(3);
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void retriesWhenTheBackendIsBusy(int status) {
    collector.script(Reply.status(status), Reply.status(status));
    config.compressor = TestSenderConfig.gzip();

    assertThat(response(send(new JdkHttpSender(config))).getStatusCode()).isEqualTo(200);
    assertThat(collector.refused()).hasSize(2);
    assertThat(collector.logRecords()).hasSize(1);
  }

  @Test
  void retriesWhenTheConnectionBreaks() {
    collector.script(Reply.reset());

    assertThat(response(send(new JdkHttpSender(config))).getStatusCode()).isEqualTo(200);
  }

  @Test
  void retriesWhenTheConnectionIsRefused() {
    collector.stop();
    config.retryPolicy = policy(Duration.ofMillis(300)).build();
    CompletableFuture<HttpResponse> outcome = send(new JdkHttpSender(config));
    collector.startAgain();

    assertThat(response(outcome).getStatusCode()).isEqualTo(200);
  }

  @Test
  void givesTheLastAnswerWhenAllAttemptsAreMade() {
    collector.answer(Reply.status(503));

    assertThat(response(send(new JdkHttpSender(config))).getStatusCode()).isEqualTo(503);
    assertThat(collector.refused()).hasSize(3);
  }

  @Test
  void doesNotRetryWhatCannotSucceed() {
    collector.answer(Reply.status(400));
    JdkHttpSender sender = new JdkHttpSender(config);

    assertThat(response(send(sender)).getStatusCode()).isEqualTo(400);
    collector.answer(Reply.hugeBody());
    assertThat(failure(send(sender))).isInstanceOf(ResponseTooLargeException.class);
    assertThat(collector.refused()).hasSize(2);
  }

  @Test
  void asksThePolicysOwnPredicate() {
    config.retryPolicy =
        policy(Duration.ofMillis(20)).setRetryExceptionPredicate(e -> false).build();
    collector.answer(Reply.reset());

    assertThat(failure(send(new JdkHttpSender(config)))).isNotInstanceOf(ConnectException.class);
    assertThat(collector.refused()).hasSize(1);
  }

  @Test
  void waitsAsLongAsTheBackendAsks() {
    collector.script(Reply.status(503, "1"));
    long start = System.nanoTime();

    response(send(new JdkHttpSender(config)));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void doesNotWaitForAnAttemptBeyondTheDeadline() {
    collector.script(Reply.status(503, "600"));
    long start = System.nanoTime();

    assertThat(response(send(new JdkHttpSender(config))).getStatusCode()).isEqualTo(503);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void asksForTheHeadersAtEveryAttempt() {
    collector.script(Reply.status(503));
    Iterator<String> tokens = Stream.of("first", "second").iterator();
    config.headers = () -> Map.of("authorization", List.of(tokens.next()));

    response(send(new JdkHttpSender(config)));

    assertThat(collector.refused().get(0).header("authorization")).containsExactly("first");
    assertThat(tokens).isExhausted();
  }

  @Test
  void endsAPauseAtShutdownWithTheAnswerItHas() {
    config.timeout = Duration.ofMinutes(5);
    collector.answer(Reply.status(503, "60"));
    JdkHttpSender sender = new JdkHttpSender(config);
    CompletableFuture<HttpResponse> outcome = send(sender);
    collector.awaitRefused(1);

    CompletableResultCode over = sender.shutdown();

    assertThat(response(outcome).getStatusCode()).isEqualTo(503);
    assertThat(over.join(5, SECONDS).isSuccess()).isTrue();
  }
}
