package dev.logline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoglineOptionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "endpoint|localhost:4318",
        "endpoint|ftp://host",
        "endpoint|http://a b",
        "endpoint|http://localhost:99999",
        "endpoint|http://localhost:0/otel",
        "protocol|http/json",
        "headers|no-equals-sign",
        "headers|a b=c",
        "headers|a=b\u0007c",
        "compression|zstd",
        "timeout|soon",
        "timeout|-5s",
        "certificate|/no/such/file",
        "resourceAttributes|=x",
        "preset|clickhouse",
        "global|sometimes",
        "export|none",
        "bufferBytes|1MiB",
        "bufferBytes|lots",
        "overflow|drop",
        "overflowWait|a while",
        "blockTimeout|-1",
        "flushTimeout|5 hours",
        "flushTimeout|99999999999s",
        "flushTimeout|P2D",
        "timeout|86400001",
        "endpiont|http://localhost:4318",
      })
  void aValueThatDoesNotFitIsRefusedWithOptionAndValue(String option, String value) {
    assertThatThrownBy(() -> LoglineOptions.builder().set(option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(option)
        .hasMessageContaining(option.equals("headers") ? "***" : value);
  }

  @Test
  void anEndpointWithoutAHostIsRefusedWithTheReason() {
    assertThatThrownBy(() -> LoglineOptions.builder().endpoint("http://otel_collector:4318"))
        .hasMessage(
            "option endpoint: 'http://otel_collector:4318' has no valid host name"
                + " (a host name has no underscore)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:4318/?token=S3CRET",
        "http://localhost:4318?token=S3CRET",
        "http://localhost:4318/#S3CRET"
      })
  void anEndpointWithMoreThanAPathIsRefusedWithTheReason(String endpoint) {
    assertThatThrownBy(() -> LoglineOptions.builder().endpoint(endpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option endpoint: 'http://localhost:4318")
        .hasMessageContaining("***' has a query or a fragment")
        .hasMessageNotContaining("S3CRET");
  }

  @ParameterizedTest
  @CsvSource({
    "4194304, 4194304",
    "4MiB, 4194304",
    "4M, 4194304",
    "4096K, 4194304",
    "1GiB, 1073741824",
  })
  void sizesHaveUnits(String text, long bytes) {
    assertThat(LoglineOptions.builder().set("bufferBytes", text).build().bufferBytes(0))
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"1500, PT1.5S", "5s, PT5S", "250ms, PT0.25S", "2m, PT2M", "PT3S, PT3S"})
  void timesHaveUnits(String text, Duration expected) {
    assertThat(LoglineOptions.builder().set("flushTimeout", text).build().flushTimeout())
        .isEqualTo(expected);
  }

  @Test
  void anEmptyTextTakesAnOptionBack() {
    LoglineOptions options =
        LoglineOptions.builder().serviceName("shop").set("serviceName", " ").build();
    assertThat(options).isEqualTo(LoglineOptions.none());
  }

  @Test
  void aDayIsTheLongestTime() {
    LoglineOptions.Builder builder = LoglineOptions.builder().flushTimeout(Duration.ofDays(1));
    assertThat(builder.build().flushTimeout()).isEqualTo(Duration.ofDays(1));
    assertThatThrownBy(() -> builder.timeout(Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("option timeout: 'PT2562047788015215H30M7S' is more than a day");
    assertThatThrownBy(() -> builder.flushTimeout(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefusalDoesNotPrintTheSecretsOfAnUrl() {
    assertThatThrownBy(
            () -> LoglineOptions.builder().endpoint("ftp://user:s3@cret@host?token=s3cret"))
        .hasMessageContaining("'ftp://***@host?***'");
    assertThatThrownBy(() -> LoglineOptions.builder().set("endpiont", "http://user:s3cret@host"))
        .hasMessageContaining("'http://***@host'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-a=1,authorization Bearer S3CRET==", "authorization=S3CRET\nx"})
  void aHeaderThatCannotBeSentIsNamedWithoutItsSecret(String headers) {
    assertThatThrownBy(() -> LoglineOptions.builder().headers(headers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option headers: '***' has ")
        .hasMessageContaining("authorization")
        .hasMessageNotContaining("S3CRET");
  }

  @Test
  void nothingSecretIsPrinted() {
    LoglineOptions options =
        LoglineOptions.builder()
            .headers("authorization=s3cret")
            .endpoint("http://user:s3cret@localhost:4318")
            .build();
    assertThat(options.toString()).doesNotContain("s3cret").contains("localhost:4318", "***");
  }

  @ParameterizedTest
  @ValueSource(strings = {"certificate", "clientKey", "spool"})
  void whatIsNoPathIsRefusedWithTheOptionsName(String option) {
    assertThatThrownBy(() -> LoglineOptions.builder().set(option, "a\u0000b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("option " + option);
  }

  @Property
  void anyTextIsTakenOrRefusedWithTheOptionsName(
      @ForAll("names") String name, @ForAll String text) {
    try {
      LoglineOptions options = LoglineOptions.builder().set(name, text).build();
      assertThat(options.toString()).startsWith("LoglineOptions{");
      assertThat(options.flushTimeout()).isNotNull();
      assertThat(options.bufferBytes(1)).isPositive();
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining(name);
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of(LoglineOptions.names());
  }
}
