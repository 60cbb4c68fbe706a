package dev.logline.examples.workers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.logline.examples.receiver.OtlpReceiver;
import dev.logline.examples.receiver.ReceivedRecord;
import dev.logline.examples.receiver.ReceivedSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives of a parent and its workers, and of a process where no checkpoint can be taken. */
final class WorkersTest {
  @TempDir private Path directory;

  @Test
  void eachProcessIsAnInstanceOfItsOwnInOneTrace() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start(0)) {
      assertThat(run(Parent.class, receiver)).isZero();
      List<ReceivedRecord> records = receiver.telemetry().records();
      List<ReceivedSpan> spans = receiver.telemetry().spans();

      assertThat(records)
          .extracting(ReceivedRecord::body)
          .hasSize(5)
          .contains("starting 2 workers", "worker 1 works", "worker 2 works");
      assertThat(distinct(records, "service.instance.id")).hasSize(3);
      assertThat(distinct(records, "service.name")).containsExactly("workers");

      ReceivedSpan parent = spanOf("share out", spans);
      assertThat(records).allMatch(record -> record.traceId().equals(parent.traceId()));
      assertThat(spans)
          .filteredOn(span -> span.name().equals("work"))
          .hasSize(2)
          .allMatch(span -> span.parentSpanId().equals(parent.spanId()));
    }
  }

  @Test
  void aProcessThatCannotBeCheckpointedSaysSoAndGoesOn() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start(0)) {
      assertThat(run(Checkpointed.class, receiver)).isZero();
      assertThat(receiver.telemetry().records())
          .extracting(ReceivedRecord::body)
          .containsExactly("warmed up", Checkpointed.UNSUPPORTED, "serving");
    }
  }

  private static List<Object> distinct(List<ReceivedRecord> records, String attribute) {
    return records.stream().map(record -> record.resource().get(attribute)).distinct().toList();
  }

  private static ReceivedSpan spanOf(String name, List<ReceivedSpan> spans) {
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  /** Runs the program to its end; returns its exit code. */
  private int run(Class<?> program, OtlpReceiver receiver) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    ProcessBuilder builder = new ProcessBuilder(java, "-cp", classPath, program.getName());
    builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
    builder.environment().put("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint());
    builder.environment().put("OTEL_SERVICE_NAME", "workers");
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("output").toFile());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
