package dev.logline.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuickstartTest {
  @TempDir private Path directory;
  private Process process;

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  @Test
  void receivesAllThatTheShopMakes() throws Exception {
    Path output = directory.resolve("output");
    process = start(output, "--once");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output)
        .content(UTF_8)
        .contains(
            "received 27 records from 3 frameworks, 18 in 6 traces, 6 spans, 4 metrics; lost 0\n")
        .containsPattern("(?m)^INFO +shop\\.Orders +[0-9a-f]{32} #4 order 1 taken$")
        .containsPattern("(?m)^INFO +shop\\.Payments +[0-9a-f]{32} #5 order 1 paid$")
        .containsPattern("(?m)^INFO +shop\\.Parcels +[0-9a-f]{32} #6 order 1 sent$")
        .containsPattern("(?m)^WARN +shop\\.Orders +- +#25 no more orders$");
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void saysWhatItDoesNotUnderstand() throws Exception {
    Path output = directory.resolve("output");
    process = start(output, "--twice");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(output).content(UTF_8).isEqualToIgnoringNewLines("usage: quickstart [--once]");
    assertThat(process.exitValue()).isEqualTo(2);
  }

  private static Process start(Path output, String argument) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Quickstart.class.getName(),
                argument)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(Pattern.compile("OTEL_.*").asMatchPredicate());
    return builder.start();
  }
}
