package dev.logline.examples.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations in docs/backends are ones that the real collector takes. */
final class BackendConfigurationTest {
  private static final Path BACKENDS = Path.of("../../docs/backends");
  private static final Path COLLECTOR = BACKENDS.resolve("collector.yaml");
  private static final String NO_KAFKA = "unknown type: \"kafka\"";

  @TempDir private Path directory;

  record Verdict(int exitCode, String output) {}

  static List<Path> configurations() throws IOException {
    return files(".yaml");
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void isAccepted(Path configuration) throws Exception {
    String yaml = Files.readString(configuration, UTF_8);
    Verdict verdict = isWhole(yaml) ? validate(configuration) : validate(COLLECTOR, configuration);
    if (verdict.output().contains(NO_KAFKA)) {
      verdict = validate(written(withoutKafka(yaml)));
    }
    assertThat(verdict.exitCode()).as(verdict.output()).isZero();
  }

  /** What the collector finds out only as it starts. */
  @ParameterizedTest
  @MethodSource("configurations")
  void aQueueOnTheDiskHasItsExtension(Path configuration) throws Exception {
    String yaml = Files.readString(configuration, UTF_8);
    if (yaml.contains("storage: file_storage")) {
      assertThat(yaml).contains("\n  extensions: [file_storage]\n");
    }
  }

  @Test
  void aMisspeltSettingIsRefused() throws Exception {
    String misspelt = collectorYaml().replace("max_elapsed_time", "max_elapsed_tyme");
    Verdict verdict = validate(written(misspelt));
    assertThat(verdict.exitCode()).isNotZero();
    assertThat(verdict.output()).contains("max_elapsed_tyme");
  }

  @Test
  void anExporterThatIsNotConfiguredIsRefused() throws Exception {
    Verdict verdict =
        validate(written(collectorYaml().replace("exporters: [otlp_grpc]", "exporters: [debug]")));
    assertThat(verdict.exitCode()).isNotZero();
    assertThat(verdict.output()).contains("debug");
  }

  @Test
  void eachIsOnAPage() throws Exception {
    StringBuilder pages = new StringBuilder();
    for (Path page : files(".md")) {
      pages.append(Files.readString(page, UTF_8));
    }
    assertThat(configurations())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(pages).contains("(" + file.getFileName() + ")"));
  }

  private static List<Path> files(String end) throws IOException {
    try (Stream<Path> files = Files.list(BACKENDS)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    }
  }

  private static String collectorYaml() throws IOException {
    return Files.readString(COLLECTOR, UTF_8);
  }

  /** One without pipelines is used over {@code collector.yaml}. */
  private static boolean isWhole(String yaml) {
    return yaml.contains("\n  pipelines:");
  }

  /** The same with stand-ins for Kafka's receiver and exporter, so that the rest is still tried. */
  private static String withoutKafka(String yaml) {
    return yaml.replaceAll(
            "(?m)^receivers:\n  kafka:\n(    .*\n)+",
            "receivers:\n  otlp:\n    protocols:\n      http:\n")
        .replaceAll("(?m)^exporters:\n  kafka:\n(    .*\n)+", "exporters:\n  debug:\n")
        .replace("receivers: [kafka]", "receivers: [otlp]")
        .replace("exporters: [kafka]", "exporters: [debug]");
  }

  private Path written(String yaml) throws IOException {
    return Files.writeString(directory.resolve("collector.yaml"), yaml);
  }

  private Verdict validate(Path... configurations) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(CollectorBinary.findOrSkip().toString());
    command.add("validate");
    for (Path configuration : configurations) {
      command.add("--config=" + configuration);
    }
    Path output = directory.resolve("validate.log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(20, SECONDS)).as("an answer within 20 s").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Verdict(process.exitValue(), Files.readString(output, UTF_8));
  }
}
