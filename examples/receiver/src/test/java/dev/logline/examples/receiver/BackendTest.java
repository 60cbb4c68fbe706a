package dev.logline.examples.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class BackendTest {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String HEADERS = "OTEL_EXPORTER_OTLP_HEADERS";

  @Test
  void isTheEmbeddedReceiverWhereNoneIsNamed() {
    assertThat(Backend.named(Map.of(ENDPOINT, ""))).isNull();
  }

  @Test
  void isTheNamedEndpointAsItIs() {
    assertThat(Backend.named(Map.of(ENDPOINT, "http://127.0.0.1:1", "LS_ACCESS_TOKEN", "t")))
        .isEmpty();
  }

  @Test
  void isWhatAPresetsVariableChooses() {
    assertThat(Backend.named(Map.of("LS_ACCESS_TOKEN", "a b")))
        .containsEntry(ENDPOINT, "https://ingest.lightstep.com:443")
        .containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
        .containsEntry(HEADERS, "lightstep-access-token=a%20b");
    assertThat(
            Backend.named(
                Map.of("HYPERDX_API_KEY", "k", "HYPERDX_API_ENDPOINT", "http://127.0.0.1:4318")))
        .containsEntry(ENDPOINT, "http://127.0.0.1:4318")
        .containsEntry("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
        .containsEntry(HEADERS, "authorization=k");
  }
}
