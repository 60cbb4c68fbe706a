package dev.logline.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuickstartTest {
  @TempDir private Path directory;
  private Process process;

  @AfterEach
  void stop() throws InterruptedException {
    // Its shop would go on for a moment without it, and send to whoever listens next.
    process.destroy();
    process.waitFor(30, TimeUnit.SECONDS);
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
  void printsTheAddressOfItsPage() throws Exception {
    process = start(directory.resolve("errors"));
    BufferedReader output = process.inputReader(UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith("page at ")) {
      line = output.readLine();
    }

    assertThat(line).isNotNull();
    URI page = URI.create(line.substring("page at ".length()));
    HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
    assertThat(connection.getResponseCode()).isEqualTo(200);
    assertThat(connection.getContentType()).startsWith("text/html");
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
    return builder(argument).redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  private static Process start(Path errors) throws IOException {
    return builder().redirectError(errors.toFile()).start();
  }

  private static ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Quickstart.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(Pattern.compile("OTEL_.*").asMatchPredicate());
    return builder;
  }
}
