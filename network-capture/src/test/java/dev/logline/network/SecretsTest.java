package dev.logline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private final Secrets secrets = new Secrets(Set.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Proxy-Authorization",
        "Cookie",
        "Set-Cookie",
        "X-Api-Key",
        "apiKey",
        "api_key",
        "X-Amz-Security-Token",
        "lightstep-access-token",
        "password",
        "newPassword",
        "PASSWD",
        "user_pwd",
        "client_secret",
        "refresh_token",
        "JSESSIONID",
        "pin",
        "CVV"
      })
  void namesOfSecrets(String name) {
    assertThat(secrets.contains(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type",
        "Accept",
        "shipping",
        "author",
        "side",
        "passenger",
        "traceparent"
      })
  void namesOfOthers(String name) {
    assertThat(secrets.contains(name)).isFalse();
  }

  @Test
  void namesThatAreAdded() {
    Secrets more = new Secrets(Set.of("Patient-Id"));
    assertThat(more.contains("patientId")).isTrue();
    assertThat(more.contains("password")).isTrue();
    assertThat(more.redact("patient_id=4711")).isEqualTo("patient_id=REDACTED");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          password=hunter2 and more        | password=REDACTED
          user=ann                         | user=ann
          Authorization: Bearer abcdefghij | Authorization: REDACTED
          {\\"token\\": \\"abc\\"}         | {\\"token\\": REDACTED
          <password>hunter2</password>     | <password>REDACTED
          got Bearer abcdefghij.k today    | got Bearer REDACTED today
          https://ann:hunter2@host/path    | https://REDACTED@host/path
          at eyJhbGciOiJI.eyJzdWIi.c2ln here | at REDACTED here
          pin=1234 and more                | pin=REDACTED
          {\\"auth\\": \\"abc\\"}          | {\\"auth\\": REDACTED
          /file?sig=abc&a=1                | /file?sig=REDACTED
          spin=1 side: 2 passed: 3         | spin=1 side: 2 passed: 3
          /login?next=a&access-token=abc   | /login?next=a&access-token=REDACTED
          """,
      delimiter = '|')
  void secretsInTexts(String text, String redacted) {
    assertThat(secrets.redact(text)).isEqualTo(redacted);
    assertThat(secrets.isIn(text)).isEqualTo(!text.equals(redacted));
  }

  @Test
  void otherLinesStay() {
    assertThat(secrets.redact("a=1\npassword: x\nb=2")).isEqualTo("a=1\npassword: REDACTED\nb=2");
  }

  /** Each of these would take minutes if the time grew with the square of the length. */
  @ParameterizedTest
  @ValueSource(
      strings = {"token", "token ", "eyJ-", "eyJ12345678.", "//a:", "password\\\"", "Bearer "})
  void noTextTakesLong(String part) {
    String text = part.repeat(1_000_000 / part.length());
    assertTimeout(Duration.ofSeconds(20), () -> assertThat(secrets.redact(text)).isNotEmpty());
  }
}
