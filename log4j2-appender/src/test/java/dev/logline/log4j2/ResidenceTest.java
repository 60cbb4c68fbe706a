package dev.logline.log4j2;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is logged after Log4j2 has stopped its contexts. */
class ResidenceTest extends CollectorTest {
  private static final String DIRECT = "<AppenderRef ref='OTLP'/>";
  private static final String ASYNC = "<Async name='AS'><AppenderRef ref='OTLP'/></Async>";
  private static final String ONLY_ERRORS = "<ThresholdFilter level='ERROR'/>";

  @TempDir private Path directory;
  private final List<String> command = new ArrayList<>();

  /** A context of the program's with the collector's appender and these, and these loggers. */
  private void context(String name, String appenders, String loggers) throws IOException {
    context(name, appenders, "", loggers);
  }

  private void context(String name, String appenders, String filter, String loggers)
      throws IOException {
    String xml =
        """
        <Configuration status="WARN">
          <Appenders>%s%s</Appenders>
          %s
          <Loggers>%s</Loggers>
        </Configuration>
        """
            .formatted(otlp("", ""), appenders, filter, loggers);
    configure(name, xml);
  }

  private void configure(String name, String xml) throws IOException {
    command.add(Files.writeString(directory.resolve(name + ".xml"), xml).toString());
  }

  private static String root(String level, String refs) {
    return "<Root level='%s'>%s</Root>".formatted(level, refs);
  }

  /** The texts that arrived from the program. */
  private List<String> run() throws Exception {
    command.addAll(
        0,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dotel.blrp.schedule.delay=10",
            "-cp",
            System.getProperty("java.class.path"),
            Program.class.getName()));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(30, SECONDS)).as(Files.readString(output)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    } finally {
      process.destroyForcibly();
    }
    return collector.logRecords().stream().map(CollectorTest::body).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"level='ERROR'/>", ">" + ONLY_ERRORS + "</AppenderRef>"})
  void whatTheReferenceToAnAsyncAppenderKeepsBackIsKeptBackToTheEnd(String reference)
      throws Exception {
    context("x", ASYNC, root("INFO", "<AppenderRef ref='AS' " + reference));
    assertThat(run()).containsExactly("x before ERROR", "x across", "x after ERROR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"level='ERROR'/>", ">" + ONLY_ERRORS + "</AppenderRef>"})
  void whatTheReferenceOfAnAsyncAppenderKeepsBackIsKeptBackToTheEnd(String reference)
      throws Exception {
    String async =
        "<Console name='OUT'/><Async name='AS'><AppenderRef ref='OUT'/><AppenderRef ref='OTLP' "
            + reference
            + "</Async>";
    context("x", async, root("INFO", "<AppenderRef ref='AS'/>"));
    assertThat(run()).containsExactly("x before ERROR", "x across", "x after ERROR");
  }

  @Test
  void aFilterThatAcceptsLeavesTheNextOneItsSay() throws Exception {
    String filter = "<ThresholdFilter level='INFO' onMatch='ACCEPT'/>";
    String async = "<Async name='AS'>" + ONLY_ERRORS + "<AppenderRef ref='OTLP'/></Async>";
    context("x", async, root("DEBUG", "<AppenderRef ref='AS'>" + filter + "</AppenderRef>"));
    assertThat(run()).containsExactly("x before ERROR", "x across", "x after ERROR");
  }

  @Test
  void aRecordThatTakesTwoWaysTakesThemToTheEnd() throws Exception {
    String second = "<Async name='AS2'><AppenderRef ref='OTLP'/></Async>";
    String logger =
        "<Logger name='shop' level='INFO'><AppenderRef ref='AS2' level='ERROR'/></Logger>";
    context("x", ASYNC + second, logger + root("INFO", "<AppenderRef ref='AS'/>"));
    assertThat(run())
        .containsExactlyInAnyOrder(
            "x before INFO",
            "x before ERROR",
            "x before ERROR",
            "x across",
            "x across",
            "x after INFO",
            "x after ERROR",
            "x after ERROR");
  }

  @Test
  void twoWaysOfOneLoggerStayTwo() throws Exception {
    String refs = "<AppenderRef ref='OTLP' level='ERROR'/><AppenderRef ref='AS'/>";
    context("x", ASYNC, root("INFO", refs));
    assertThat(run())
        .containsExactlyInAnyOrder(
            "x before INFO",
            "x before ERROR",
            "x before ERROR",
            "x across",
            "x across",
            "x after INFO",
            "x after ERROR",
            "x after ERROR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "async-local"})
  void aContextThatWasKeptLocalStaysLocal(String local) throws Exception {
    context("x", "", root("INFO", DIRECT));
    configure(
        local,
        """
        <Configuration status="WARN">
          <Appenders><Console name="OUT"/></Appenders>
          <Loggers><Root level="DEBUG"><AppenderRef ref="OUT"/></Root></Loggers>
        </Configuration>
        """);
    assertThat(run())
        .containsExactly(
            "x before INFO", "x before ERROR", "x across", "x after INFO", "x after ERROR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "async-"})
  void eachContextKeepsItsOwnConfiguration(String kind) throws Exception {
    context(kind + "x", "", root("INFO", DIRECT));
    context(kind + "y", ASYNC, root("ERROR", "<AppenderRef ref='AS'/>"));
    String logger = "<Logger name='shop' level='DEBUG'/>";
    context(kind + "z", "", ONLY_ERRORS, logger + root("OFF", DIRECT));
    assertThat(run())
        .filteredOn(body -> body.contains("after"))
        .containsExactly(
            kind + "x after INFO",
            kind + "x after ERROR",
            kind + "y after ERROR",
            kind + "z after ERROR");
  }
}
