package dev.logline.examples.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@link ThreeFrameworks} in a JVM of its own. */
final class Application implements AutoCloseable {
  private static final Pattern FOR_GRPC =
      Pattern.compile(".*/(okhttp|okio|kotlin|[^/]*-okhttp)-.*");
  private static final int PATIENCE_SECONDS = 30;

  private final Process process;
  private final Path output;
  private long commands;

  private Application(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** With what a user of http has on the class path, and no more. */
  static Application start(Path directory, Map<String, String> environment) throws IOException {
    return start(directory, environment, withoutGrpc(System.getProperty("java.class.path")));
  }

  /** With the sender that a user of grpc adds. */
  static Application startWithGrpc(Path directory, Map<String, String> environment)
      throws IOException {
    return start(directory, environment, System.getProperty("java.class.path"));
  }

  private static Application start(
      Path directory, Map<String, String> environment, String classPath) throws IOException {
    Path configuration = Path.of("target/test-classes/application").toAbsolutePath();
    Path output = directory.resolve("application.log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.logging.config.file=" + configuration.resolve("logging.properties"),
                "-cp",
                configuration + File.pathSeparator + classPath,
                ThreeFrameworks.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().putAll(environment);
    return new Application(builder.start(), output);
  }

  /** Tells the application to do something, and waits until it has. */
  void run(String command) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write((command + "\n").getBytes(UTF_8));
    input.flush();
    commands++;
    await(command).atMost(PATIENCE_SECONDS, SECONDS).until(() -> done() == commands);
  }

  /** Lets it come to its end, and gives its exit code. */
  int end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    assertThat(process.waitFor(PATIENCE_SECONDS, SECONDS)).as("the application ends").isTrue();
    return process.exitValue();
  }

  /** All that it has printed, on both streams. */
  String output() throws IOException {
    return Files.readString(output, UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private long done() throws IOException {
    return output().lines().filter("done"::equals).count();
  }

  private static String withoutGrpc(String classPath) {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(classPath)
        .filter(FOR_GRPC.asMatchPredicate().negate())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
