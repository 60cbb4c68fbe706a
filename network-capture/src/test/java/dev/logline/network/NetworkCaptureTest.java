package dev.logline.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.logline.Logline;
import dev.logline.LoglineOptions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkCaptureTest {
  private static final String PROPERTY = "hyperdx.enable.advanced.network.capture";

  @AfterEach
  void reset() {
    Logline.shutdown();
    System.clearProperty(PROPERTY);
  }

  @Test
  void isOffByDefault() {
    assertThat(NetworkCapture.create().isOn()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, true", "true, true", "TRUE, true", "0, false", "false, false", "yes, false"})
  void theEnvironmentSwitchesItOn(String value, boolean on) {
    System.setProperty(PROPERTY, value);
    assertThat(NetworkCapture.create().isOn()).isEqualTo(on);
  }

  @Test
  void theOptionWinsOverTheEnvironment() {
    System.setProperty(PROPERTY, "1");
    Logline.start(LoglineOptions.builder().captureNetwork(false).build());
    assertThat(NetworkCapture.create().isOn()).isFalse();
    assertThat(NetworkCapture.builder().captureNetwork(true).build().isOn()).isTrue();
  }

  @Test
  void theOptionSwitchesItOn() {
    NetworkCapture capture = NetworkCapture.create();
    Logline.start(LoglineOptions.builder().set("captureNetwork", "true").build());
    assertThat(capture.isOn()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          maxBodyBytes   | -1     | option maxBodyBytes: '-1' is not between 0 and 1048576
          maxBodyBytes   | 2MiB   | option maxBodyBytes: '2MiB' is not between 0 and 1048576
          maxBodyBytes   | 2000000 | option maxBodyBytes: '2000000' is not between 0 and 1048576
          contentTypes   | json   | option contentTypes: 'json' is not a type such as application/*+json
          contentTypes   | */*    | option contentTypes: '*/*' is not a type such as application/*+json
          contentTypes   | multipart/* | option contentTypes: 'multipart/*' has parts, whose secrets are not recognised
          redact         | -      | option redact: '-' is not a name
          captureNetwork | yes    | option captureNetwork: 'yes' is none of true, false
          bodies         | 1      | unknown option bodies: '1'; known are captureNetwork, contentTypes, maxBodyBytes, redact
          """)
  void whatMakesNoSenseIsRefusedByItsName(String name, String value, String message) {
    assertThatThrownBy(() -> NetworkCapture.builder().setAll(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
