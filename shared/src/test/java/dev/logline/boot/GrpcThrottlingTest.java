package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import dev.logline.Logline;
import dev.logline.testkit.FakeGrpcBackend;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import org.junit.jupiter.api.Test;

/** A backend of gRPC that is out of breath gets the same request again, and not its halves. */
class GrpcThrottlingTest extends TelemetryFixture {
  private static final int RESOURCE_EXHAUSTED = 8;

  @Test
  void aThrottledRequestIsRepeatedAsItWas() {
    try (FakeGrpcBackend backend = FakeGrpcBackend.start()) {
      backend.refuse(
          RESOURCE_EXHAUSTED,
          "slow down",
          FakeGrpcBackend.retryInfo(Duration.newBuilder().setSeconds(1).build()));
      backend.answer(ExportLogsServiceResponse.getDefaultInstance());
      property("otel.exporter.otlp.protocol", "grpc");
      property("otel.blrp.schedule.delay", "60000");
      Intake<String> intake = appender("endpoint", backend.endpoint());
      for (int i = 0; i < 10; i++) {
        intake.accept("shop.Orders", "x".repeat(20_000));
      }

      assertThat(Logline.flush(LONG)).isTrue();

      assertThat(FakeGrpcBackend.decode(backend.take()))
          .isEqualTo(FakeGrpcBackend.decode(backend.take()));
      assertThat(Logline.status().delivered()).isEqualTo(10);
      assertThat(Logline.status().lostCount()).isZero();
      assertThat(statuses).anyMatch(status -> status.contains("slow down"));
    }
  }
}
