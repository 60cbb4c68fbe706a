package dev.logline.examples.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM of its own for a main class, with its output in a file; killed when closed. By default it
 * has no {@code org.crac}, as most applications.
 */
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static Builder of(Class<?> mainClass) {
    return new Builder(mainClass);
  }

  /** What the JVM is started with. */
  static final class Builder {
    private final Class<?> mainClass;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>();
    private String classPath = configured(without("crac", System.getProperty("java.class.path")));

    private Builder(Class<?> mainClass) {
      this.mainClass = mainClass;
    }

    /** With {@code org.crac}. */
    Builder takesCheckpoints() {
      classPath = configured(System.getProperty("java.class.path"));
      return this;
    }

    private static String configured(String classPath) {
      Path configuration = Path.of("target/test-classes/application").toAbsolutePath();
      return configuration + File.pathSeparator + classPath;
    }

    private static String without(String artifact, String classPath) {
      return Stream.of(classPath.split(File.pathSeparator))
          .filter(entry -> !Path.of(entry).getFileName().toString().startsWith(artifact + "-"))
          .collect(Collectors.joining(File.pathSeparator));
    }

    Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    Builder option(String option) {
      options.add(option);
      return this;
    }

    Builder classPath(String classPath) {
      this.classPath = classPath;
      return this;
    }

    ChildJvm start(Path directory, String... arguments) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.addAll(List.of("-cp", classPath, mainClass.getName()));
      command.addAll(List.of(arguments));
      Path output = directory.resolve(mainClass.getSimpleName() + ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
      builder.environment().putAll(environment);
      return new ChildJvm(builder.start(), output);
    }
  }

  /** SIGTERM where the system has it. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL where the system has it; returns when the process is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Its exit code, once it has ended. */
  int await(Duration patience) throws InterruptedException, IOException {
    assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
        .as("ended; it printed: " + output())
        .isTrue();
    return process.exitValue();
  }

  boolean printed(String text) throws IOException {
    return output().contains(text);
  }

  /** All that it has printed, on both streams. */
  String output() throws IOException {
    return Files.readString(output, UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
