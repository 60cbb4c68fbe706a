package dev.logline.benchmarks.speed.sink;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sink counts the records of a file, each once however often it looks. */
final class LogFileTest {
  @TempDir private Path directory;

  @Test
  void whatHasComeSinceIsCounted() throws Exception {
    Counts counts = new Counts();
    Path file = directory.resolve("app.log");
    Files.writeString(
        file, "12:00 INFO - #3 0 7 is here # 1\n12:01 ERROR - #3 0 8 failed\nCaused\n");
    LogFile log = new LogFile(file);
    log.read(counts);
    Files.writeString(file, "12:02 INFO - #3 0 9 is here\n", APPEND);
    log.read(counts);
    log.read(counts);

    assertThat(counts.take(3)).startsWith("arrived=3 twice=0 ");
  }

  @Test
  void aFileThatIsLargerThanWhatIsReadAtOnceIsCountedWhole() throws Exception {
    int lines = 100_000;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("12:00 INFO - #4 0 ").append(i).append(" is here\n");
    }
    Path file = Files.writeString(directory.resolve("large.log"), text + "12:00 INFO - #4 0 ");
    Counts counts = new Counts();
    LogFile log = new LogFile(file);
    log.read(counts);
    Files.writeString(file, lines + " came in two parts\n", APPEND);
    log.read(counts);

    assertThat(counts.take(4)).startsWith("arrived=" + (lines + 1) + " twice=0 ");
  }
}
