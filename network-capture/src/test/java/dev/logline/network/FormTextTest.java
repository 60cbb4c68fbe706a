package dev.logline.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user=ann&password=hunter2&go=1  | user=ann&password=REDACTED&go=1
          pass%77ord=hunter2              | pass%77ord=REDACTED
          new+password=hunter2            | new+password=REDACTED
          data=%7B%22token%22%3A1%7D      | data=REDACTED
          a=%4&password=hunt              | a=%4&password=REDACTED
          &a=1&&b                         | &a=1&&b
          password                        | password
          """)
  void examples(String text, String redacted) {
    assertThat(FormText.redact(text, new Secrets(Set.of()), StandardCharsets.UTF_8))
        .isEqualTo(redacted);
  }
}
