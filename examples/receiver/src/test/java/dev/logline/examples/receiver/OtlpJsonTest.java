package dev.logline.examples.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class OtlpJsonTest {
  @Test
  void readsARecordAsTheSpecificationWritesIt() throws Exception {
    LogRecord.Builder record = LogRecord.newBuilder();

    read(
        """
        {"timeUnixNano": "1544712660300000000", "observedTimeUnixNano": 1544712660300000001,
         "severityNumber": 10, "severityText": "Information",
         "traceId": "5B8EFFF798038103D269B633813FC60C", "spanId": "eee19b7ec3c1b174",
         "flags": 1, "droppedAttributesCount": 4294967295,
         "body": {"stringValue": "Example \\u00fc log record"},
         "attributes": [{"key": "b", "value": {"boolValue": true}},
           {"key": "i", "value": {"intValue": "-9223372036854775808"}},
           {"key": "j", "value": {"intValue": 7}},
           {"key": "d", "value": {"doubleValue": "NaN"}},
           {"key": "bytes", "value": {"bytesValue": "-_8"}},
           {"key": "n", "value": null},
           {"key": "list", "value": {"arrayValue": {"values": [{"stringValue": ""}, {}]}}},
           {"key": "map", "value": {"kvlistValue": {"values": [{"key": "x"}]}}}],
         "aFieldOfTomorrow": {"deep": [1, 2, {"3": 4}]}}
        """,
        record);

    assertThat(record.getTimeUnixNano()).isEqualTo(1544712660300000000L);
    assertThat(record.getObservedTimeUnixNano()).isEqualTo(1544712660300000001L);
    assertThat(record.getSeverityNumberValue()).isEqualTo(10);
    assertThat(record.getTraceId().toByteArray())
        .isEqualTo(HexFormat.of().parseHex("5b8efff798038103d269b633813fc60c"));
    assertThat(record.getSpanId().size()).isEqualTo(8);
    assertThat(record.getFlags()).isEqualTo(1);
    assertThat(record.getDroppedAttributesCount()).isEqualTo(-1);
    assertThat(record.getBody().getStringValue()).isEqualTo("Example ü log record");
    assertThat(record.getAttributes(1).getValue().getIntValue()).isEqualTo(Long.MIN_VALUE);
    assertThat(record.getAttributes(2).getValue().getIntValue()).isEqualTo(7);
    assertThat(record.getAttributes(3).getValue().getDoubleValue()).isNaN();
    assertThat(record.getAttributes(4).getValue().getBytesValue().toByteArray())
        .isEqualTo(new byte[] {-5, -1});
    assertThat(record.getAttributes(5).hasValue()).isFalse();
    assertThat(record.getAttributes(6).getValue().getArrayValue().getValues(0).hasStringValue())
        .isTrue();
    assertThat(record.getAttributes(7).getValue().getKvlistValue().getValues(0).getKey())
        .isEqualTo("x");
  }

  @Test
  void readsWhatItWrites() throws Exception {
    for (Message message :
        new Message[] {
          ExportLogsServiceRequest.parseFrom(Requests.logs("one", "<two>\u2028\uD83D\uDE00")),
          ExportTraceServiceRequest.parseFrom(Requests.span("order")),
          ExportMetricsServiceRequest.parseFrom(Requests.metric("shop.orders")),
          HistogramDataPoint.newBuilder()
              .setTimeUnixNano(-1)
              .setCount(3)
              .setSum(Double.NEGATIVE_INFINITY)
              .addBucketCounts(3)
              .addExplicitBounds(0.5)
              .build()
        }) {
      Message.Builder again = message.newBuilderForType();
      OtlpJson.read(write(message), again);

      assertThat(again.build()).isEqualTo(message);
    }
  }

  @Test
  void writesIdsInHexadecimalEnumsAsNumbersAndLongsAsStrings() throws Exception {
    Span span =
        ExportTraceServiceRequest.parseFrom(Requests.span("order"))
            .getResourceSpans(0)
            .getScopeSpans(0)
            .getSpans(0)
            .toBuilder()
            .setKind(Span.SpanKind.SPAN_KIND_SERVER)
            .build();

    assertThat(new String(write(span), UTF_8))
        .isEqualTo(
            "{\"traceId\":\"0102030405060708090a0b0c0d0e0f10\",\"spanId\":\"0102030405060708\","
                + "\"name\":\"order\",\"kind\":2,\"startTimeUnixNano\":\"12000000345\","
                + "\"endTimeUnixNano\":\"12000000346\"}");
  }

  @Test
  void takesTheNameOfAnEnum() throws Exception {
    LogRecord.Builder record = LogRecord.newBuilder();

    read("{\"severityNumber\": \"SEVERITY_NUMBER_WARN\"}", record);

    assertThat(record.getSeverityNumberValue()).isEqualTo(13);
  }

  @Test
  void saysWhatIsWrong() {
    assertWrong("", "the body is not an object");
    assertWrong("[]", "the body is not an object");
    assertWrong("{} {}", "there is more after the end of the object");
    assertWrong("{\"severityText\": 1}", "severityText is not a string");
    assertWrong("{\"attributes\": {}}", "attributes is not an array");
    assertWrong("{\"traceId\": \"xyz\"}", "traceId is not in hexadecimal");
    assertWrong("{\"timeUnixNano\": \"now\"}", "timeUnixNano is not a number of its kind");
    assertWrong("{\"timeUnixNano\": true}", "timeUnixNano is not a number");
    assertWrong("{\"severityNumber\": \"LOUD\"}", "severityNumber has no value of this name");
    assertWrong("{\"body\": {\"boolValue\": \"true\"}}", "boolValue is not true or false");
    assertWrong("{\"body\": {\"bytesValue\": \"%\"}}", "bytesValue is not in base64");
    assertWrong("{\"body\": ", "Unexpected end-of-input");
  }

  @Test
  void refusesNestingThatProtobufWouldRefuse() {
    String deep = "{\"arrayValue\":{\"values\":[".repeat(60) + "]}}".repeat(60);

    assertThatThrownBy(() -> read(deep, AnyValue.newBuilder()))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("messages are nested deeper than 100");
  }

  private static void assertWrong(String json, String message) {
    assertThatThrownBy(() -> read(json, LogRecord.newBuilder()))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining(message);
  }

  private static void read(String json, Message.Builder into) throws Exception {
    OtlpJson.read(json.getBytes(UTF_8), into);
  }

  private static byte[] write(Message message) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var json = OtlpJson.generator(bytes)) {
      OtlpJson.write(message, json);
    }
    return bytes.toByteArray();
  }
}
