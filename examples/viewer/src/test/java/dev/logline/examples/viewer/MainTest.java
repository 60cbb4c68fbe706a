package dev.logline.examples.viewer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class MainTest {
  private Process process;

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  @Test
  void printsTheAddressOfItsPage() throws Exception {
    process = start("--port", "0");
    BufferedReader output = process.inputReader(UTF_8);

    String first = output.readLine();

    assertThat(first).matches("page at http://127\\.0\\.0\\.1:\\d+/");
    URI page = URI.create(first.substring("page at ".length()));
    assertThat(output.readLine()).isEqualTo("receiving on http://127.0.0.1:" + page.getPort());
    assertThat(((HttpURLConnection) page.toURL().openConnection()).getResponseCode())
        .isEqualTo(200);
  }

  @Test
  void saysWhatMakesNoSense() throws Exception {
    process = start("--port", "many");

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .isEqualToIgnoringNewLines(
            "viewer: --port many is not a number from 0 to 65535; --help lists the options");
  }

  @Test
  void saysThatAPortIsTaken() throws Exception {
    try (Viewer other = Viewer.start(0)) {
      String port = Integer.toString(URI.create(other.page()).getPort());
      process = start("--port", port);

      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
          .startsWith("viewer: --host 127.0.0.1 --port " + port + " cannot be listened on: ");
    }
  }

  private static Process start(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
