package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.GrpcResponse;
import io.opentelemetry.sdk.common.export.GrpcSender;
import io.opentelemetry.sdk.common.export.GrpcStatusCode;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcTransportTest {
  private static final CertificateProbe NO_TLS =
      new CertificateProbe(
          URI.create("http://127.0.0.1:4317"),
          context -> {
            throw new AssertionError("there is no certificate");
          },
          Runnable::run,
          System::nanoTime);
  private static final Map<GrpcStatusCode, String> TABLE = new EnumMap<>(GrpcStatusCode.class);

  static {
    TABLE.put(GrpcStatusCode.OK, "Delivered");
    TABLE.put(GrpcStatusCode.CANCELLED, "Retry");
    TABLE.put(GrpcStatusCode.UNKNOWN, "Rejected");
    TABLE.put(GrpcStatusCode.INVALID_ARGUMENT, "Rejected");
    TABLE.put(GrpcStatusCode.DEADLINE_EXCEEDED, "Retry");
    TABLE.put(GrpcStatusCode.NOT_FOUND, "Misconfigured");
    TABLE.put(GrpcStatusCode.ALREADY_EXISTS, "Rejected");
    TABLE.put(GrpcStatusCode.PERMISSION_DENIED, "Misconfigured");
    TABLE.put(GrpcStatusCode.RESOURCE_EXHAUSTED, "TooLarge");
    TABLE.put(GrpcStatusCode.FAILED_PRECONDITION, "Rejected");
    TABLE.put(GrpcStatusCode.ABORTED, "Retry");
    TABLE.put(GrpcStatusCode.OUT_OF_RANGE, "Retry");
    TABLE.put(GrpcStatusCode.UNIMPLEMENTED, "Misconfigured");
    TABLE.put(GrpcStatusCode.INTERNAL, "Rejected");
    TABLE.put(GrpcStatusCode.UNAVAILABLE, "Retry");
    TABLE.put(GrpcStatusCode.DATA_LOSS, "Retry");
    TABLE.put(GrpcStatusCode.UNAUTHENTICATED, "Misconfigured");
  }

  @ParameterizedTest
  @EnumSource(GrpcStatusCode.class)
  void answersAsTheTableSays(GrpcStatusCode code) {
    Answer answer =
        Sending.answer(transport(response(code, "told\nso", new byte[0])), Sending.request(10_000));

    assertThat(answer.getClass().getSimpleName()).isEqualTo(TABLE.get(code));
    if (code != GrpcStatusCode.OK) {
      assertThat(answer.toString()).contains("gRPC " + code + ": told\\nso");
    }
  }

  @Test
  void anExhaustedBackendIsLeftAloneWhereTheRequestIsSmall() {
    Answer answer =
        Sending.answer(
            transport(response(GrpcStatusCode.RESOURCE_EXHAUSTED, "rate limited", new byte[0])),
            Sending.request(1));
    assertThat(answer).isInstanceOf(Answer.Retry.class);
  }

  @Test
  void readsWhatThePartialSuccessRejected() {
    byte[] message =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportLogsPartialSuccess.newBuilder()
                    .setRejectedLogRecords(2)
                    .setErrorMessage("late"))
            .build()
            .toByteArray();

    assertThat(Sending.answer(transport(response(GrpcStatusCode.OK, null, message))))
        .isEqualTo(new Answer.Delivered(2, "late"));
  }

  @Test
  void retriesWhenTheCallFails() {
    Transport transport =
        new GrpcTransport(
            sender((onResponse, onError) -> onError.accept(new IOException("reset"))), NO_TLS);

    assertThat(Sending.answer(transport)).isEqualTo(new Answer.Retry(null, "IOException: reset"));
  }

  @Test
  void answersOnceWhateverTheSenderDoes() {
    Transport transport =
        new GrpcTransport(
            sender(
                (onResponse, onError) -> {
                  onError.accept(new IOException("first"));
                  onResponse.accept(response(GrpcStatusCode.OK, "", new byte[0]));
                  throw new IllegalStateException("third");
                }),
            NO_TLS);
    List<Answer> answers = new ArrayList<>();

    transport.send(Sending.request(1), answers::add);

    assertThat(answers).containsExactly(new Answer.Retry(null, "IOException: first"));
  }

  private static Transport transport(GrpcResponse response) {
    return new GrpcTransport(sender((onResponse, onError) -> onResponse.accept(response)), NO_TLS);
  }

  private static GrpcSender sender(Behaviour behaviour) {
    return new GrpcSender() {
      @Override
      public void send(
          MessageWriter message, Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError) {
        behaviour.run(onResponse, onError);
      }

      @Override
      public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
      }
    };
  }

  private interface Behaviour {
    void run(Consumer<GrpcResponse> onResponse, Consumer<Throwable> onError);
  }

  private static GrpcResponse response(GrpcStatusCode code, String description, byte[] message) {
    return new GrpcResponse() {
      @Override
      public GrpcStatusCode getStatusCode() {
        return code;
      }

      @Override
      public String getStatusDescription() {
        return description;
      }

      @Override
      public byte[] getResponseMessage() {
        return message;
      }
    };
  }
}
