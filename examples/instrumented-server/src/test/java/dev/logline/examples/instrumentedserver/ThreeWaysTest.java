package dev.logline.examples.instrumentedserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.logline.examples.receiver.OtlpReceiver;
import dev.logline.examples.receiver.ReceivedRecord;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same calls to the three servers, and what arrives of each over gRPC. */
final class ThreeWaysTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLER = "00f067aa0ba902b7";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + CALLER + "-01";

  /** Of the connection, or of the port that was free: another one each time. */
  private static final Set<String> BY_CHANCE = Set.of("network.peer.port", "server.port");

  /** What only the javaagent says; the README explains each. */
  private static final Set<String> OF_THE_AGENT = Set.of("thread.id", "thread.name");

  @TempDir private static Path directory;
  private static final Map<Way, Result> RESULTS = new EnumMap<>(Way.class);

  @BeforeAll
  static void callAllThree() throws Exception {
    for (Way way : Way.values()) {
      RESULTS.put(way, call(way));
    }
  }

  private static Result call(Way way) throws Exception {
    Arrived arrived = new Arrived();
    try (OtlpReceiver receiver = OtlpReceiver.start(0);
        GrpcReceiver grpc = GrpcReceiver.start(0, receiver.endpoint());
        ServerProcess server = ServerProcess.start(way, directory, grpc.endpoint())) {
      receiver.telemetry().addListener(arrived);
      var served = server.get("/server_request?param=testing", TRACEPARENT);
      assertThat(served.statusCode()).isEqualTo(200);
      assertThat(served.body()).isEqualTo("served");
      assertThat(server.get("/server_request", TRACEPARENT).statusCode()).isEqualTo(500);
      assertThat(server.get("/health", TRACEPARENT).statusCode()).isEqualTo(204);
      server.stop();
      return Result.of(arrived, server.output());
    }
  }

  private static Map<String, AnyValue> comparable(Span span) {
    Map<String, AnyValue> attributes = new TreeMap<>(Result.attributes(span));
    attributes.keySet().removeAll(BY_CHANCE);
    attributes.keySet().removeAll(OF_THE_AGENT);
    return attributes;
  }

  @ParameterizedTest
  @EnumSource
  void theSpanIsTheCallersChild(Way way) {
    Span span = RESULTS.get(way).spans().get(0);

    assertThat(span.getName()).isEqualTo("GET /server_request");
    assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
    assertThat(HexFormat.of().formatHex(span.getTraceId().toByteArray())).isEqualTo(TRACE);
    assertThat(HexFormat.of().formatHex(span.getParentSpanId().toByteArray())).isEqualTo(CALLER);
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
  }

  @ParameterizedTest
  @EnumSource
  void theAttributesAreThoseOfTheOthers(Way way) {
    Span span = RESULTS.get(way).spans().get(0);

    assertThat(comparable(span)).isEqualTo(comparable(RESULTS.get(Way.MANUAL).spans().get(0)));
    assertThat(Result.attributes(span))
        .containsKeys("network.peer.port", "server.port")
        .containsEntry(
            "http.route", AnyValue.newBuilder().setStringValue("/server_request").build())
        .containsEntry("url.query", AnyValue.newBuilder().setStringValue("param=testing").build())
        .containsEntry("http.response.status_code", AnyValue.newBuilder().setIntValue(200).build());
  }

  @ParameterizedTest
  @EnumSource
  void anErrorIsTheSameError(Way way) {
    Span span = RESULTS.get(way).spans().get(1);

    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(comparable(span))
        .isEqualTo(comparable(RESULTS.get(Way.MANUAL).spans().get(1)))
        .containsEntry("error.type", AnyValue.newBuilder().setStringValue("500").build());
  }

  @ParameterizedTest
  @EnumSource
  void theRecordsAreInTheirSpans(Way way) {
    Result result = RESULTS.get(way);

    assertThat(result.records())
        .extracting(ReceivedRecord::body)
        .containsExactly("param is testing", "there is no param");
    assertThat(result.records())
        .extracting(ReceivedRecord::severityNumber, ReceivedRecord::severityText)
        .containsExactly(tuple(9, "INFO"), tuple(17, "ERROR"));
    for (int i = 0; i < 2; i++) {
      ReceivedRecord record = result.records().get(i);
      Span span = result.spans().get(i);
      assertThat(record.traceId()).isEqualTo(TRACE);
      assertThat(record.spanId())
          .isEqualTo(HexFormat.of().formatHex(span.getSpanId().toByteArray()));
      assertThat(record.resource()).containsEntry("service.name", "instrumented-server");
    }
  }

  @ParameterizedTest
  @EnumSource
  void theConsoleShowsSpanAndRecordToo(Way way) {
    assertThat(RESULTS.get(way).output())
        .containsPattern("'GET /server_request' : " + TRACE + " [0-9a-f]{16} SERVER")
        .containsPattern(
            "INFO +ServerRequest param is testing trace_id=" + TRACE + " span_id=[0-9a-f]{16}");
  }

  @Test
  void onlyTheAgentTracesWhatTheOthersLeaveOut() {
    assertThat(RESULTS.get(Way.MANUAL).spans()).hasSize(2);
    assertThat(RESULTS.get(Way.LIBRARY).spans()).hasSize(2);
    assertThat(RESULTS.get(Way.AGENT).spans())
        .hasSize(3)
        .last()
        .extracting(Span::getName)
        .isEqualTo("GET /health");
  }

  @Test
  void theRecordsOfTheAgentDoNotNameTheirThread() {
    for (Way way : Way.values()) {
      Set<String> attributes = RESULTS.get(way).records().get(0).attributes().keySet();
      assertThat(attributes).isEqualTo(way == Way.AGENT ? Set.of() : Set.of("thread.name"));
      assertThat(
              Result.attributes(RESULTS.get(way).spans().get(0)).keySet().containsAll(OF_THE_AGENT))
          .isEqualTo(way == Way.AGENT);
    }
  }

  @Test
  void theAgentNamesItsOwnTracerAndMoreOfTheProcess() {
    for (Way way : Way.values()) {
      assertThat(RESULTS.get(way).first().scope())
          .isEqualTo(
              way == Way.AGENT ? "io.opentelemetry.java-http-server" : "instrumented-server");
      Set<String> common =
          Set.of(
              "service.name",
              "telemetry.sdk.name",
              "telemetry.sdk.language",
              "telemetry.sdk.version");
      Set<String> resource = new TreeSet<>(RESULTS.get(way).first().resource().keySet());
      assertThat(resource).containsAll(common);
      resource.removeAll(common);
      switch (way) {
        case MANUAL -> assertThat(resource).isEmpty();
        case LIBRARY ->
            assertThat(resource).containsExactly("service.instance.id", "telemetry.distro.name");
        case AGENT ->
            assertThat(resource)
                .contains(
                    "service.instance.id", "telemetry.distro.version", "process.pid", "host.name");
      }
    }
  }
}
