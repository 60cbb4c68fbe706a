package dev.logline.examples.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ViewerOptionsTest {
  @Test
  void hasDefaults() {
    ViewerOptions options = parse();

    assertThat(options.port()).isEqualTo(4318);
    assertThat(options.host().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(options.memory()).isEqualTo(64 << 20);
    assertThat(options.records()).isEqualTo(10_000);
    assertThat(options.names()).isEmpty();
  }

  @Test
  void takesEachOption() {
    ViewerOptions options =
        parse(
            "--port",
            "0",
            "--host",
            "0.0.0.0",
            "--memory",
            "8MiB",
            "--records",
            "500",
            "--allow-host",
            "a",
            "--allow-host",
            "b");

    assertThat(options.port()).isZero();
    assertThat(options.host().isAnyLocalAddress()).isTrue();
    assertThat(options.memory()).isEqualTo(8 << 20);
    assertThat(options.records()).isEqualTo(500);
    assertThat(options.names()).containsExactly("a", "b");
  }

  @Test
  void namesOptionAndValueOfWhatMakesNoSense() {
    assertWrong("there is no option --prot", "--prot", "1");
    assertWrong("--port has no value", "--port");
    assertWrong("--port 65536 is not a number from 0 to 65535", "--port", "65536");
    assertWrong("--port x is not a number from 0 to 65535", "--port", "x");
    assertWrong("--records 0 is not a number from 1 to 1000000", "--records", "0");
    assertWrong("--memory 64 is not a size such as 64MiB", "--memory", "64");
    assertWrong("--memory 100KiB is less than 4MiB", "--memory", "100KiB");
    assertWrong("--memory 999999GiB is more than half of the heap", "--memory", "999999GiB");
    assertWrong("--host 1.2.3 4 is not an address of this machine", "--host", "1.2.3 4");
  }

  @Test
  void tellsOfEachOptionInItsHelp() {
    assertThat(ViewerOptions.USAGE)
        .contains("--port", "--host", "--allow-host", "--memory", "--records", "--help")
        .contains("default 4318", "default 127.0.0.1", "default 64MiB")
        .contains("10000");
  }

  private static void assertWrong(String message, String... arguments) {
    assertThatThrownBy(() -> parse(arguments))
        .isInstanceOf(ViewerOptions.Wrong.class)
        .hasMessageStartingWith(message);
  }

  private static ViewerOptions parse(String... arguments) {
    return ViewerOptions.parse(List.of(arguments));
  }
}
