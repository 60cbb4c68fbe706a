package dev.logline.ship;

import static dev.logline.ship.Sending.failure;
import static dev.logline.ship.Sending.response;
import static dev.logline.ship.Sending.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.buffer.Overflow;
import dev.logline.buffer.Overflow.Policy;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffer.Origin;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.Wakeup;
import dev.logline.ship.RawBackend.Act;
import dev.logline.testkit.FakeCollector;
import dev.logline.testkit.HeardLosses;
import dev.logline.testkit.Reply;
import dev.logline.testkit.VirtualClock;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A request's array is used again, and only when nobody can read it any more. */
class RequestArraysTest {
  private static final int LARGE = RequestArrays.LEAST_BYTES;

  private final RequestArrays arrays = new RequestArrays();

  @Test
  void aLargeOneIsUsedAgain() {
    byte[] first = arrays.take(LARGE);
    assertThat(arrays.take(LARGE)).isNotSameAs(first);

    arrays.giveBack(first);
    assertThat(arrays.take(LARGE + 1)).isSameAs(first).hasSizeGreaterThan(LARGE);
    assertThat(arrays.take(LARGE)).isNotSameAs(first);
  }

  @Test
  void aSmallOneIsNot() {
    byte[] first = arrays.take(LARGE - 1);
    arrays.giveBack(first);
    assertThat(first).hasSize(LARGE - 1);
    assertThat(arrays.take(LARGE - 1)).isNotSameAs(first);
  }

  @Test
  void oneThatIsTooShortMakesPlaceForALongerOne() {
    byte[] first = arrays.take(LARGE);
    arrays.giveBack(first);
    assertThat(arrays.take(2 * LARGE)).hasSizeGreaterThanOrEqualTo(2 * LARGE);
    assertThat(arrays.take(LARGE)).isNotSameAs(first);
  }

  @Test
  void allAreLetGo() {
    byte[] first = arrays.take(LARGE);
    arrays.giveBack(first);
    arrays.clear();
    assertThat(arrays.take(LARGE)).isNotSameAs(first);
  }

  @Test
  void aRequestGivesItsArrayBackOnce() {
    ExportRequest request = request("a");
    request.giveBack();
    request.giveBack();
    assertThat(isFree(request)).isTrue();
    assertThat(isFree(request)).isFalse();
  }

  @Test
  void requestsThatShareAnArrayArriveAsTheyWereLogged() {
    try (FakeCollector collector = FakeCollector.start()) {
      JdkHttpSender sender = new JdkHttpSender(TestSenderConfig.to(collector));
      List<String> texts = List.of("a", "longer than before", "b", "");
      List<byte[]> used = new ArrayList<>();
      for (String text : texts) {
        ExportRequest request = request(text);
        used.add(request.array());
        assertThat(response(send(sender, request)).getStatusCode()).isEqualTo(200);
      }
      assertThat(used).allSatisfy(array -> assertThat(array).isSameAs(used.get(0)));
      assertThat(collector.logRecords())
          .extracting(record -> record.getBody().getStringValue())
          .containsExactlyElementsOf(texts.stream().map(RequestArraysTest::body).toList());
    }
  }

  @Test
  void theJdksClientMayReadOn() {
    try (FakeCollector collector = FakeCollector.start()) {
      ExportRequest request = request("a");
      response(
          send(new JdkHttpSender(TestSenderConfig.to(collector).overTheJdksClient(true)), request));
      assertThat(isFree(request)).isFalse();
    }
  }

  @Test
  void whatIsCompressedIsReadAtOnce() {
    try (FakeCollector collector = FakeCollector.start()) {
      TestSenderConfig config = TestSenderConfig.to(collector).overTheJdksClient(true);
      config.compressor = TestSenderConfig.gzip();
      ExportRequest request = request("a");
      response(send(new JdkHttpSender(config), request));
      assertThat(isFree(request)).isTrue();
    }
  }

  @Test
  void oneThatIsNotAnsweredMayBeOnItsWay() {
    try (RawBackend backend = RawBackend.start((connection, request) -> Act.SILENCE)) {
      TestSenderConfig config = backend.config();
      config.timeout = Duration.ofMillis(200);
      ExportRequest request = request("a");
      failure(send(new JdkHttpSender(config), request));
      assertThat(isFree(request)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FIN", "RESET"})
  void theFirstAttemptOfARepeatedOneMayBeOnItsWay(Act death) {
    try (RawBackend backend = RawBackend.start((c, r) -> c == 0 && r == 1 ? death : Act.ANSWER)) {
      JdkHttpSender sender = new JdkHttpSender(backend.config());
      response(send(sender));
      ExportRequest request = request("a");
      assertThat(response(send(sender, request)).getStatusCode()).isEqualTo(200);
      assertThat(backend.connections()).isEqualTo(2);
      assertThat(isFree(request)).isFalse();
    }
  }

  @Test
  void theBackendMayAskForItAgain() {
    try (FakeCollector collector = FakeCollector.start()) {
      TestSenderConfig config = TestSenderConfig.to(collector);
      config.retryPolicy =
          RetryPolicy.builder().setInitialBackoff(Duration.ofMillis(20)).setMaxAttempts(2).build();
      collector.script(Reply.status(503));
      ExportRequest request = request("a");
      assertThat(response(send(new JdkHttpSender(config), request)).getStatusCode()).isEqualTo(200);
      assertThat(collector.logRecords()).hasSize(1);
      assertThat(isFree(request)).isFalse();
    }
  }

  /** Whether the next request would be written into its array; takes it. */
  private boolean isFree(ExportRequest request) {
    return arrays.take(LARGE) == request.array();
  }

  private static String body(String text) {
    return text + "-".repeat(LARGE);
  }

  private ExportRequest request(String text) {
    byte[] record =
        LogRecord.newBuilder()
            .setBody(AnyValue.newBuilder().setStringValue(body(text)))
            .build()
            .toByteArray();
    RecordBuffer buffer =
        RecordBuffers.inMemory(
            RecordBuffers.MIN_BYTES,
            new Overflow(Policy.DROP_NEWEST, Duration.ZERO),
            new Wakeup(),
            new VirtualClock(),
            HeardLosses.IGNORED);
    assertThat(buffer.offer(record, record.length, 0, 9, Origin.APPENDER)).isTrue();
    return new ExportRequest(
        buffer.take(1, 1 << 20), EncodedResource.of(Resource.empty()), false, arrays);
  }
}
