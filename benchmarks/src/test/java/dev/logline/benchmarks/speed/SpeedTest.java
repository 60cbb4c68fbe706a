package dev.logline.benchmarks.speed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.benchmarks.common.Form;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness works, in a form so small that its figures say nothing. */
final class SpeedTest {
  private static final List<String> ROWS =
      List.of(
          "caller-logback",
          "burst",
          "log4j2",
          "grpc",
          "virtual",
          "steady",
          "start",
          "idle",
          "growth",
          "jmh");

  @TempDir private Path directory;

  @Test
  void eachKindOfRowIsMeasured() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Report report = new Report(new PrintStream(printed, true, UTF_8));
    List<Row> rows = Speed.ALL.stream().filter(row -> ROWS.contains(row.name())).toList();

    int failed = Speed.run(Form.SMOKE, rows, report, directory);

    String table = printed.toString(UTF_8);
    assertThat(failed).as(table).isZero();
    assertThat(table)
        .contains("| Logback, plain | Logline |", "| Logback, exception | OTel appender")
        .contains("| burst, 1 thread | limit: bare encoder and socket | delivered/s |")
        .contains("| Logback, plain | loki4j |", "| burst, Log4j2 | file, asynchronous")
        .contains("| Logback, plain, 64 threads | Logline |", "8,000 logged, 0 lost, 0 twice")
        .contains("| burst, gRPC | OTel appender", "| ms to boot |", "| wake-ups/s |")
        .contains("burst, 10,000 virtual threads |", "| steady, Logback | Logline, defaults |")
        .contains("| growth, body of 1,000 B |", "| JMH, Logback, plain | Logline |");
  }

  @Test
  void aProfileSaysWhoOwnsTheCost() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    Profiler.run("caller-logback", 1, new PrintStream(printed, true, UTF_8), directory);

    assertThat(printed.toString(UTF_8))
        .startsWith("Logback, plain: ")
        .contains("| owner | samples | of all |");
  }
}
