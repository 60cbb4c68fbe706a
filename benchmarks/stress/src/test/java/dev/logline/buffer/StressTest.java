package dev.logline.buffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A short run of all stress tests; CONTRIBUTING.md says how to have a long one. */
class StressTest {
  @Test
  void noForbiddenOutcomeIsSeen() throws Exception {
    Path output = Path.of("target/stress.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-time",
                System.getProperty("stress.millis", "50"),
                "-iters",
                "1",
                "-sc",
                "false",
                "-f",
                "1",
                "-jvmArgs",
                "-Xmx256m",
                "-r",
                "stress")
            .directory(new File("target")) // it leaves its results there
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(8, TimeUnit.MINUTES)).isTrue();
      List<String> lines = Files.readAllLines(output, UTF_8);
      assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
      // How many runs there are depends on the JVM's switches; each test is in as many.
      assertThat(lines)
          .anyMatch(
              line -> line.matches(".*Results: (\\d+) planned; \\1 passed, 0 failed, 0 soft.*"));
    } finally {
      process.destroyForcibly();
    }
  }
}
