package dev.logline.benchmarks.speed;

import dev.logline.benchmarks.common.ChildProcess;
import dev.logline.benchmarks.speed.program.ProgramMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A program that logs, in a JVM of its own; killed when closed. */
final class ProgramProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final ChildProcess process;
  private final Path file;
  private int asked;
  private int read;

  private ProgramProcess(ChildProcess process, Path file) {
    this.process = process;
    this.file = file;
  }

  /** Starts one with that configuration of its framework. */
  static ProgramProcess start(
      Subject subject, String configuration, String endpoint, Path output, List<String> jvm)
      throws IOException {
    Path file = Path.of(output + ".log");
    List<String> arguments = new ArrayList<>(jvm);
    arguments.addAll(properties(subject, configuration, file));
    arguments.addAll(List.of("-cp", subject.classPath(), ProgramMain.class.getName()));
    arguments.addAll(List.of(subject.framework().name(), subject.kind().name()));
    Map<String, String> environment = environment(subject, endpoint);
    return new ProgramProcess(
        ChildProcess.start(
            List.of(subject.jdk().java().toString()), arguments, environment, output),
        file);
  }

  /** For the JVM. */
  static List<String> properties(Subject subject, String configuration, Path file) {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Dlogback.configurationFile=speed/logback-" + configuration + ".xml");
    arguments.add("-Dlog4j2.configurationFile=speed/log4j2-" + configuration + ".xml");
    arguments.add("-Dfile=" + file);
    arguments.addAll(List.of("-Duser.language=en", "-Duser.country=US"));
    subject.properties().forEach((name, value) -> arguments.add("-D" + name + "=" + value));
    return arguments;
  }

  /** What the SDK's autoconfigure reads. */
  static Map<String, String> environment(Subject subject, String endpoint) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("OTEL_SERVICE_NAME", "speed");
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
    environment.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
    environment.put("OTEL_TRACES_EXPORTER", "none");
    environment.put("OTEL_METRICS_EXPORTER", "none");
    environment.putAll(subject.environment());
    return environment;
  }

  static String configuration(Subject subject) {
    return subject.kind().name().toLowerCase(Locale.ROOT);
  }

  /** Tells it something, and waits for the answer. */
  Answer ask(Object... words) throws IOException, InterruptedException {
    process.tell(String.join(" ", List.of(words).stream().map(Object::toString).toList()));
    String done = "done " + ++asked + "\n";
    process.await(done, PATIENCE);
    String output = process.output();
    int end = output.indexOf(done, read);
    Answer answer = new Answer(output.substring(read, end));
    read = end + done.length();
    return answer;
  }

  /** That it writes, where its appender does. */
  Path file() {
    return file;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }
}
