package dev.logline.ship;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.sdk.common.export.HttpResponse;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAnswersTest {
  private static final String PROTOBUF = "application/x-protobuf";

  @ParameterizedTest
  @CsvSource({
    "200, Delivered",
    "202, Delivered",
    "204, Delivered",
    "301, Misconfigured",
    "302, Misconfigured",
    "307, Misconfigured",
    "308, Misconfigured",
    "400, Rejected",
    "401, Misconfigured",
    "402, Rejected",
    "403, Misconfigured",
    "404, Misconfigured",
    "405, Misconfigured",
    "406, Rejected",
    "407, Misconfigured",
    "408, Rejected",
    "409, Rejected",
    "411, Rejected",
    "413, TooLarge",
    "414, Rejected",
    "415, Rejected",
    "422, Rejected",
    "429, Retry",
    "431, Rejected",
    "500, Rejected",
    "501, Misconfigured",
    "502, Retry",
    "503, Retry",
    "504, Retry",
    "505, Rejected",
    "511, Rejected",
    "599, Rejected"
  })
  void answersAsTheTableSays(int status, String kind) {
    Answer answer = HttpAnswers.answer(response(status, Map.of(), new byte[0]));

    assertThat(answer.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(answer instanceof Answer.Delivered ? "HTTP " + status : answer.toString())
        .contains("HTTP " + status);
  }

  @Test
  void readsWhatThePartialSuccessRejected() {
    byte[] body =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(7)
                    .setErrorMessage("too\nold"))
            .build()
            .toByteArray();

    assertThat(HttpAnswers.answer(response(200, Map.of(), body)))
        .isEqualTo(new Answer.Delivered(7, "too\\nold"));
  }

  @Test
  void skipsFieldsItDoesNotKnow() {
    byte[] body =
        ExportLogsServiceResponse.newBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(3, UnknownFieldSet.Field.newBuilder().addVarint(-1).build())
                    .addField(4, UnknownFieldSet.Field.newBuilder().addFixed32(1).build())
                    .addField(5, UnknownFieldSet.Field.newBuilder().addFixed64(1).build())
                    .addField(
                        6,
                        UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFromUtf8("later"))
                            .build())
                    .build())
            .setPartialSuccess(ExportLogsPartialSuccess.newBuilder().setRejectedLogRecords(1))
            .build()
            .toByteArray();

    assertThat(HttpAnswers.answer(response(200, Map.of(), body)))
        .isEqualTo(new Answer.Delivered(1, ""));
  }

  @Test
  void cutsALongMessage() {
    byte[] body =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportLogsPartialSuccess.newBuilder().setErrorMessage("x".repeat(5000)))
            .build()
            .toByteArray();

    Answer answer = HttpAnswers.answer(response(200, Map.of(), body));

    assertThat(((Answer.Delivered) answer).message()).hasSize(512);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Log in</html>",
        "OK",
        "success",
        "{\"status\":\"up\"}",
        "\n\u0005abc",
        "\u0008"
      })
  void doesNotTakeAnythingElseForAnOtlpServer(String body) {
    assertThat(HttpAnswers.answer(response(200, Map.of(), body.getBytes(UTF_8))))
        .isInstanceOf(Answer.Misconfigured.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{ }\n",
        "{\"partialSuccess\": {}}",
        "{\"partialSuccess\":null}",
        "{\"partialSuccess\":{\"rejectedLogRecords\":\"0\",\"errorMessage\":\"\"}}",
        "{ \"partialSuccess\" : { \"errorMessage\" : \"\" , \"rejectedLogRecords\" : 0 } }",
        "{\"partialSuccess\":{\"rejectedLogRecords\":0,\"errorMessage\":null}}",
        "{\"partialSuccess\":{\"errorMessage\":null,\"rejectedLogRecords\":null}}",
        "{\"partialSuccess\":{\"rejectedLogRecords\":\"-1\"}}",
      })
  void takesAnEmptyJsonAnswerForWhatItMeans(String body) {
    assertThat(HttpAnswers.answer(response(200, Map.of(), body.getBytes(UTF_8))))
        .isEqualTo(new Answer.Delivered(0, ""));
  }

  @Test
  void countsWhatAnAnswerInJsonRejects() {
    String body =
        "{\"partialSuccess\":{\"rejectedLogRecords\":\"3\",\"errorMessage\":\"too \\\"old\\\"\"}}";
    assertThat(HttpAnswers.answer(response(200, Map.of(), body.getBytes(UTF_8))))
        .isEqualTo(new Answer.Delivered(3, "too \\\"old\\\""));
  }

  @Test
  void readsAnAnswerInJsonThatNamesMuch() {
    String body =
        "{\"partialSuccess\":{\"rejectedLogRecords\":\"3\",\"errorMessage\":\""
            + "a\\n".repeat(20_000)
            + "\"}}";
    Answer answer = HttpAnswers.answer(response(200, Map.of(), body.getBytes(UTF_8)));
    assertThat(((Answer.Delivered) answer).rejected()).isEqualTo(3);
    assertThat(((Answer.Delivered) answer).message()).hasSize(512);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"partialSuccess\":{\"rejectedLogRecords\":\"x\"}}",
        "{\"partialSuccess\":{\"rejectedSpans\":\"1\"}}",
        "{\"partialSuccess\":{},\"status\":\"up\"}",
        "{\"partialSuccess\":{}",
      })
  void takesNoOtherJsonForAnOtlpServers(String body) {
    assertThat(HttpAnswers.answer(response(200, Map.of(), body.getBytes(UTF_8))))
        .isInstanceOf(Answer.Misconfigured.class);
  }

  @Test
  void doesNotTakeAWebPageForAnOtlpServerWhateverItsBytes() {
    byte[] readable =
        ExportLogsPartialSuccess.newBuilder().setRejectedLogRecords(1).build().toByteArray();

    assertThat(
            HttpAnswers.answer(
                response(200, Map.of("content-type", "Text/HTML; charset=utf-8"), readable)))
        .isInstanceOf(Answer.Misconfigured.class);
  }

  @Test
  void namesStatusAndBodyText() {
    assertThat(
            HttpAnswers.answer(
                response(
                    403, Map.of("content-type", "text/plain"), "no\u001b[31m".getBytes(UTF_8))))
        .isEqualTo(new Answer.Misconfigured("HTTP 403: no\\u001b[31m"));
  }

  @Test
  void readsTheMessageOfAProtobufStatus() {
    byte[] status = {8, 3, 18, 4, 'o', 'o', 'p', 's'};

    assertThat(HttpAnswers.answer(response(400, Map.of("content-type", PROTOBUF), status)))
        .isEqualTo(new Answer.Rejected("HTTP 400: oops"));
  }

  @Test
  void keepsThePauseTheBackendNames() {
    assertThat(HttpAnswers.answer(response(503, Map.of("Retry-After", "7"), new byte[0])))
        .isEqualTo(new Answer.Retry(Duration.ofSeconds(7), "HTTP 503"));
    assertThat(HttpAnswers.answer(response(429, Map.of(), new byte[0])))
        .isEqualTo(new Answer.Retry(null, "HTTP 429"));
  }

  private static HttpResponse response(int status, Map<String, String> headers, byte[] body) {
    Map<String, List<String>> lists =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    return new JdkHttpResponse(status, HttpHeaders.of(lists, (name, value) -> true), body);
  }
}
