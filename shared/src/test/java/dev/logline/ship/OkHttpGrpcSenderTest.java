package dev.logline.ship;

import static dev.logline.testkit.FakeGrpcBackend.retryInfo;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.logline.testkit.FakeGrpcBackend;
import dev.logline.testkit.TestCertificates;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OkHttpGrpcSenderTest {
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int UNAVAILABLE = 14;
  private static final String HALF_A_MINUTE =
      retryInfo(Duration.newBuilder().setSeconds(30).build());
  private static final ExportLogsServiceResponse EMPTY =
      ExportLogsServiceResponse.getDefaultInstance();
  private static final ExportLogsServiceResponse TWO_REJECTED =
      ExportLogsServiceResponse.newBuilder()
          .setPartialSuccess(
              ExportLogsPartialSuccess.newBuilder()
                  .setRejectedLogRecords(2)
                  .setErrorMessage("late"))
          .build();

  private final FakeGrpcBackend backend = FakeGrpcBackend.start();
  private final TestSenderConfig config = new TestSenderConfig(backend.endpoint());

  @AfterEach
  void close() {
    backend.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {UNAVAILABLE, RESOURCE_EXHAUSTED})
  void waitsAsLongAsTheBackendAsksFor(int status) {
    backend.refuse(status, "slow%20down", HALF_A_MINUTE);
    backend.refuseInTrailers(status, HALF_A_MINUTE);

    assertThat(answer(Sending.request(10_000)))
        .isInstanceOfSatisfying(
            Answer.Retry.class,
            retry -> {
              assertThat(retry.after()).hasSeconds(30);
              assertThat(retry.reason()).startsWith("gRPC ").endsWith(": slow down");
            });
    assertThat(answer(Sending.request(10_000)))
        .isInstanceOfSatisfying(
            Answer.Retry.class, retry -> assertThat(retry.after()).hasSeconds(30));
  }

  @Test
  void goesByTheSizeWhereTheBackendAsksForNothing() {
    for (int records : new int[] {10_000, 1}) {
      backend.refuse(RESOURCE_EXHAUSTED, "100% or+more", null);
      assertThat(answer(Sending.request(records)))
          .isInstanceOf(records == 1 ? Answer.Retry.class : Answer.TooLarge.class)
          .asString()
          .contains("gRPC RESOURCE_EXHAUSTED: 100% or+more");
    }
  }

  @Test
  void readsWhatTheBackendTook() throws IOException {
    backend.answer(EMPTY);
    backend.answer(TWO_REJECTED);
    backend.answerPacked(gzip(TWO_REJECTED.toByteArray()));

    assertThat(answer()).isEqualTo(new Answer.Delivered(0, ""));
    assertThat(answer()).isEqualTo(new Answer.Delivered(2, "late"));
    assertThat(answer()).isEqualTo(new Answer.Delivered(2, "late"));
  }

  @Test
  void readsNoMoreThanItMay() throws IOException {
    config.maxResponseBodySize = TWO_REJECTED.getSerializedSize() - 1L;
    backend.answer(TWO_REJECTED);
    backend.answerPacked(gzip(TWO_REJECTED.toByteArray()));

    assertThat(answer()).isInstanceOf(Answer.Rejected.class).asString().contains("is larger than");
    assertThat(answer()).isInstanceOf(Answer.Rejected.class).asString().contains("is larger than");
  }

  @ParameterizedTest
  @CsvSource({
    "200, Misconfigured",
    "302, Rejected",
    "401, Misconfigured",
    "403, Misconfigured",
    "404, Misconfigured",
    "413, TooLarge",
    "429, Retry",
    "500, Rejected",
    "503, Retry"
  })
  void takesTheWordOfAProxy(int status, String kind) {
    backend.answerAsProxy(status);

    Answer answer = answer();
    assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(answer.toString()).contains("HTTP " + status);
  }

  @Test
  void sendsAsTheSpecificationOfGrpcSays() {
    AtomicInteger tokens = new AtomicInteger();
    config.headers = () -> Map.of("token", List.of("t" + tokens.incrementAndGet()));
    backend.answer(EMPTY);
    answer(Sending.request(3));
    config.compressor = TestSenderConfig.gzip();
    backend.answer(EMPTY);
    answer(Sending.request(3));

    RecordedRequest plain = backend.take();
    assertThat(plain.getTarget())
        .isEqualTo("/opentelemetry.proto.collector.logs.v1.LogsService/Export");
    assertThat(plain.getHeaders().values("content-type")).containsExactly("application/grpc");
    assertThat(plain.getHeaders().values("te")).containsExactly("trailers");
    assertThat(plain.getHeaders().values("grpc-accept-encoding")).containsExactly("identity,gzip");
    assertThat(plain.getHeaders().values("grpc-encoding")).isEmpty();
    assertThat(plain.getHeaders().values("token")).containsExactly("t1");
    assertThat(records(plain)).isEqualTo(3);
    RecordedRequest packed = backend.take();
    assertThat(packed.getHeaders().values("grpc-encoding")).containsExactly("gzip");
    assertThat(packed.getHeaders().values("token")).containsExactly("t2");
    assertThat(records(packed)).isEqualTo(3);
  }

  @Test
  void showsItsCertificateAndTakesOnlyTheOnesItTrusts(@TempDir Path directory) {
    TestCertificates server = TestCertificates.create(directory, "server", "ip:127.0.0.1");
    TestCertificates client = TestCertificates.create(directory, "client", "dns:client");
    try (FakeGrpcBackend tls = FakeGrpcBackend.startTls(server.context(client))) {
      tls.answer(EMPTY);
      config.endpoint = URI.create(tls.endpoint());
      config.trustManager = server.trustManager();
      config.sslContext = client.context(server);
      config.enabledProtocols = List.of("TLSv1.2");
      assertThat(answer()).isInstanceOf(Answer.Delivered.class);
      assertThat(tls.take().getHandshake().tlsVersion().javaName()).isEqualTo("TLSv1.2");

      config.trustManager = client.trustManager();
      config.sslContext = client.trustingContext();
      assertThat(answer()).isInstanceOf(Answer.Misconfigured.class);
      config.trustManager = null; // the JDK's own
      assertThat(answer()).isInstanceOf(Answer.Misconfigured.class);
    }
  }

  @Test
  void aConnectionThatIsNotMadeWithinTheTimeoutDoesNotSpeakOfTheRequestsSize() {
    try (FullBacklog silent = FullBacklog.open()) {
      TestSenderConfig unreachable = new TestSenderConfig(silent.endpoint());
      unreachable.timeout = java.time.Duration.ofMillis(200);
      assertThat(Sending.answer(new GrpcTransport(new OkHttpGrpcSender(unreachable), unreachable)))
          .isInstanceOf(Answer.Retry.class)
          .asString()
          .contains("no connection");
    }
  }

  @Test
  void givesUpAfterTheTimeout() {
    config.timeout = java.time.Duration.ofMillis(200);

    assertThat(answer()).isInstanceOf(Answer.TimedOut.class);
  }

  @Test
  void aConnectionThatHasSilentlyGoneIsReplacedAfterTheTimeout() {
    backend.answer(EMPTY);
    backend.swallow();
    backend.answer(EMPTY);
    config.timeout = java.time.Duration.ofSeconds(1);
    Transport transport = transport();

    assertThat(Sending.answer(transport)).isInstanceOf(Answer.Delivered.class);
    assertThat(Sending.answer(transport)).isInstanceOf(Answer.TimedOut.class);
    assertThat(Sending.answer(transport)).isInstanceOf(Answer.Delivered.class);

    transport.close();
    assertThat(backend.take().getConnectionIndex()).isZero();
    assertThat(backend.take().getConnectionIndex()).isZero();
    assertThat(backend.take().getConnectionIndex()).isEqualTo(1);
  }

  @Test
  void aHeaderThatCannotBeSentIsAFaultOfTheConfiguration() {
    config.headers = () -> Map.of("token", List.of("line\nbreak"));

    assertThat(answer()).isInstanceOf(Answer.Misconfigured.class);
  }

  @Test
  void whatFailsInOkHttpIsNotThrownAtTheApplication() throws InterruptedException {
    ProxySelector proxies = ProxySelector.getDefault();
    Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    CompletableFuture<Thread> answering = new CompletableFuture<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> thrown.add(failure));
    ProxySelector.setDefault(new BrokenSelector());
    try {
      transport().send(Sending.request(1), answer -> answering.complete(Thread.currentThread()));
      answering.join().join(20_000);
    } finally {
      ProxySelector.setDefault(proxies);
      Thread.setDefaultUncaughtExceptionHandler(handler);
    }

    assertThat(thrown).isEmpty();
  }

  private static final class BrokenSelector extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      throw new IllegalStateException("no proxy today");
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }

  @Test
  void anEndBreaksOffWhatIsInFlightAndWhatComesAfter() {
    Transport transport = transport();
    CompletableFuture<Answer> inFlight = new CompletableFuture<>();
    transport.send(Sending.request(1), inFlight::complete);
    backend.take(); // and gives no answer

    CompletableResultCode over = transport.close();

    assertThat(over.join(20, TimeUnit.SECONDS).isSuccess()).isTrue();
    assertThat(inFlight).isCompletedWithValueMatching(Answer.Retry.class::isInstance);
    assertThat(Sending.answer(transport)).isInstanceOf(Answer.Retry.class);
  }

  private Transport transport() {
    return new GrpcTransport(new OkHttpGrpcSender(config), config);
  }

  private Answer answer() {
    return answer(Sending.request(1));
  }

  private Answer answer(MessageWriter request) {
    Transport transport = transport();
    try {
      return Sending.answer(transport, request);
    } finally {
      transport.close();
    }
  }

  private static int records(RecordedRequest request) {
    return FakeGrpcBackend.decode(request).getResourceLogs(0).getScopeLogs(0).getLogRecordsCount();
  }

  private static byte[] gzip(byte[] message) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = TestSenderConfig.gzip().compress(packed)) {
      out.write(message);
    }
    return packed.toByteArray();
  }
}
