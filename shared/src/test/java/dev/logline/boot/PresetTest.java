package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.LoglineOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetTest {
  private static final List<String> PROPERTIES =
      List.of("ls.access.token", "hyperdx.api.key", "otel.exporter.otlp.protocol");

  @AfterEach
  void clear() {
    PROPERTIES.forEach(System::clearProperty);
  }

  @Test
  void lightstepIsChosenByItsTokenAndSendsItOverGrpc() {
    System.setProperty("ls.access.token", "token-1");
    Preset preset = Preset.choose(null);
    assertThat(preset).isEqualTo(Preset.LIGHTSTEP);
    assertThat(preset.headers()).containsOnly(Map.entry("lightstep-access-token", "token-1"));
    assertThat(preset.properties(null))
        .containsEntry("otel.exporter.otlp.protocol", "grpc")
        .containsEntry("otel.exporter.otlp.endpoint", "https://ingest.lightstep.com:443");
  }

  @Test
  void theOptionWinsOverAKeyInTheEnvironment() {
    System.setProperty("hyperdx.api.key", "key-1");
    assertThat(Preset.choose("datakit")).isEqualTo(Preset.DATAKIT);
    assertThat(Preset.choose(null)).isEqualTo(Preset.CLICKSTACK);
  }

  @Test
  void dataKitListensWhereItsProtocolSays() {
    String endpoint = "otel.exporter.otlp.endpoint";
    assertThat(dataKit(null)).containsEntry(endpoint, "http://localhost:9529/otel");
    assertThat(dataKit("grpc")).containsEntry(endpoint, "http://localhost:4317");
    System.setProperty("otel.exporter.otlp.protocol", "grpc");
    assertThat(dataKit(null)).containsEntry(endpoint, "http://localhost:4317");
    assertThat(dataKit("http/protobuf")).containsEntry(endpoint, "http://localhost:9529/otel");
  }

  private static Map<String, String> dataKit(String protocolOption) {
    LoglineOptions.Builder options = LoglineOptions.builder().set("preset", "datakit");
    options.set("protocol", protocolOption);
    return new Settings(options.build()).defaults();
  }

  @Test
  void withoutAKeyThereIsNoPresetAndNoHeader() {
    assertThat(Preset.choose(null)).isEqualTo(Preset.NONE);
    assertThat(Preset.CLICKSTACK.headers()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "TRUE, true",
    "1, true",
    "false, false",
    "0, false",
    "yes, false",
    ", false",
  })
  void debugMeansTrueOnlyForTrueAndOne(String value, boolean expected) {
    assertThat(Preset.isTrue(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.OrderService --port 1, OrderService",
    "/opt/app/orders-1.2.jar a b, orders-1.2",
    "orders.jar, orders",
    "acme.orders/com.acme.Main, Main",
    "'', fallback",
  })
  void aServiceIsNamedByItsMainClassOrJar(String command, String name) {
    assertThat(ServiceName.derive(command, "fallback")).isEqualTo(name);
  }
}
