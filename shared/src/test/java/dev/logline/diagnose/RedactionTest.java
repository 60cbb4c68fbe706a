package dev.logline.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://host:4318/v1/logs|http://host:4318/v1/logs",
        "no URL at all, with a@b?c=d|no URL at all, with a@b?c=d",
        "http://user:S3CRET@host:1/x|http://***@host:1/x",
        "http://user:S3@CRET@host|http://***@host",
        "http://user:S3/CRET@host|http://***@host",
        "http://user:S3 CRET@host|http://***@host",
        "http://host?token=S3CRET|http://host?***",
        "http://host/x?token=S3 CRET&b=S3CRET|http://host/x?***",
        "http://host/x#S3CRET|http://host/x#***",
        "http://u:S3CRET@host/x?mail=S3CRET@b|http://***@host/x?***",
        "must be http:// or https://: ftp://u:S3CRET@host"
            + "|must be http:// or https://: ftp://***@host",
      })
  void whatMayBeSecretInAUrlIsLeftOut(String text, String shown) {
    assertThat(Redaction.redact(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpiont|http://backend:4318|http://backend:4318",
        "endpiont|http://u:S3CRET@backend:4318|http://***@backend:4318",
        "servicename|shop|shop",
        "header|authorization=Bearer S3CRET|***",
        "Extra|authorization=Bearer S3CRET,x=S3CRET|authorization=***",
        "apiKey|S3CRET|***",
        "accessToken|S3CRET|***",
        "password|S3CRET|***",
        "authorization|S3CRET|***",
      })
  void anOptionThatNobodyKnowsMayBeAMisspeltOneForCredentials(
      String name, String value, String shown) {
    assertThat(Redaction.ofUnknownOption(name, value)).isEqualTo(shown);
  }
}
