package dev.logline.examples.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees who asks for gRPC without its dependency. */
final class MissingGrpcTest {
  @TempDir private Path directory;

  @Test
  void theErrorNamesTheArtifactAndTheApplicationRunsOn() throws Exception {
    try (Application application =
        Application.start(directory, Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"))) {
      application.run("log 1 10");
      application.run("log 11 20");
      assertThat(application.end()).isZero();
      assertThat(application.output())
          .contains("io.opentelemetry:opentelemetry-exporter-sender-okhttp")
          .contains("60 records could not be delivered");
    }
  }
}
