package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClearTextTest extends TelemetryFixture {
  @Test
  void aCredentialThatLeavesTheMachineUnencryptedIsSaidOnceWithoutItsValue() {
    appender("endpoint", "http://backend.invalid:4318", "headers", "Authorization=S3CRET,x-b=2");
    await().until(() -> Logline.status().route().contains("backend.invalid"));
    assertThat(statuses)
        .filteredOn(s -> s.startsWith("WARN"))
        .singleElement()
        .asString()
        .containsIgnoringCase("header authorization is sent")
        .contains("http://backend.invalid:4318/v1/logs")
        .doesNotContain("S3CRET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://backend:4318",
        "http://localhost:4318",
        "http://shop.localhost:4318",
        "http://127.0.0.1:4318",
        "http://127.1.2.3",
        "http://[::1]:4318",
        "http://[0:0:0:0:0:0:0:1]:4318",
      })
  void encryptedOrOnTheSameMachineItIsFine(String endpoint) {
    assertThat(ClearText.warning(URI.create(endpoint), List.of("authorization"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.1", "http://localhost.example", "http://[::2]:4318"})
  void anotherMachineIsNot(String endpoint) {
    assertThat(ClearText.warning(URI.create(endpoint), List.of("authorization"))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"authorization", "lightstep-access-token", "X-API-Key", "apikey", "api_key"})
  void namesTheHeader(String header) {
    assertThat(ClearText.warning(URI.create("http://backend"), List.of("user-agent", header)))
        .contains(header)
        .doesNotContain("user-agent");
  }

  @Test
  void aCredentialThatIsTakenForAPartOfTheNameIsNotShown() {
    URI endpoint = URI.create("http://backend");
    assertThat(ClearText.warning(endpoint, List.of("authorization Bearer S3CRET")))
        .startsWith("Header authorization*** is sent")
        .doesNotContain("S3CRET");
  }

  @Test
  void otherHeadersAreFine() {
    URI endpoint = URI.create("http://backend:4318");
    assertThat(ClearText.warning(endpoint, List.of("x-tenant", "user-agent"))).isNull();
  }
}
