package dev.logline.benchmarks.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.benchmarks.common.Form;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness works, in a form so small that each row is a matter of seconds. */
final class FaultsTest {
  private static final List<String> ROWS = List.of("burst", "kill", "shared", "volume", "flipped");

  @TempDir private Path directory;

  @Test
  void loglineMissesNoBar() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Table table = new Table(new PrintStream(printed, true, UTF_8));
    List<Scenario> scenarios =
        Faults.ALL.stream().filter(scenario -> ROWS.contains(scenario.name())).toList();

    int missed = Faults.run(Form.SMOKE, scenarios, table, directory);

    assertThat(missed).as(printed.toString(UTF_8)).isZero();
    assertThat(printed.toString(UTF_8)).contains("OpenTelemetry appender", "SIGKILL");
  }
}
