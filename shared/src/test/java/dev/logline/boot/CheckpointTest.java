package dev.logline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.logline.Logline;
import dev.logline.testkit.Reply;
import dev.logline.testkit.Signal;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is checkpointed and restored: nothing is open meanwhile, and nothing is lost. */
class CheckpointTest extends TelemetryFixture {
  @TempDir private Path directory;

  /** Of our side: those to the collector's port. On Java 17 only a collection closes them. */
  private boolean isConnected() {
    System.gc();
    String port = ":%04X".formatted(collector.port());
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .flatMap(table -> lines(Path.of(table)).stream())
        .map(line -> line.trim().split(" +"))
        .anyMatch(fields -> fields[2].endsWith(port) && fields[3].equals("01"));
  }

  private static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> openFiles() throws IOException {
    System.gc(); // what is mapped is mapped until then
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      Stream<String> opened = descriptors.map(CheckpointTest::target);
      return Stream.concat(opened, lines(Path.of("/proc/self/maps")).stream())
          .filter(text -> text.contains(directory.toString()))
          .toList();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed since it was listed
    }
  }

  private List<String> instances() {
    return collector.scopedRecords().stream()
        .map(scoped -> resource(scoped.resource()).get("service.instance.id"))
        .toList();
  }

  private List<String> instancesOfSpans() {
    return collector.requests(Signal.TRACES).stream()
        .flatMap(r -> ((ExportTraceServiceRequest) r.message()).getResourceSpansList().stream())
        .map(spans -> resource(spans.getResource()).get("service.instance.id"))
        .toList();
  }

  private List<String> instancesOfMetrics() {
    return collector.requests(Signal.METRICS).stream()
        .flatMap(r -> ((ExportMetricsServiceRequest) r.message()).getResourceMetricsList().stream())
        .map(metrics -> resource(metrics.getResource()).get("service.instance.id"))
        .toList();
  }

  @Test
  void aRestoredProcessIsAnInstanceOfItsOwnInAllSignals() {
    Intake<String> intake = appender("endpoint", collector.endpoint());
    Tracer tracer = Logline.openTelemetry().getTracer("test");
    intake.accept("a logger", "before");
    tracer.spanBuilder("before").startSpan().end();
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(isConnected()).isTrue();

    Telemetry.suspend();
    await().until(() -> !isConnected());
    intake.accept("a logger", "meanwhile");
    Telemetry.resume();
    intake.accept("a logger", "after");
    tracer.spanBuilder("after").startSpan().end();
    assertThat(Logline.flush(LONG)).isTrue();

    assertThat(bodies()).containsExactly("before", "meanwhile", "after");
    List<String> instances = instances();
    assertThat(instances.get(0)).isNotBlank();
    assertThat(instances.get(1)).isNotBlank().isNotEqualTo(instances.get(0));
    assertThat(instances.get(2)).isEqualTo(instances.get(1));
    assertThat(instancesOfSpans()).containsExactly(instances.get(0), instances.get(1));
    assertThat(instancesOfMetrics())
        .startsWith(instances.get(0))
        .endsWith(instances.get(1))
        .containsOnly(instances.get(0), instances.get(1));
    assertThat(Logline.status().delivered()).isEqualTo(3);
    assertThat(Logline.status().lostCount()).isZero();
  }

  @Test
  void anInstanceIdThatIsConfiguredStays() {
    property("otel.resource.attributes", "service.instance.id=mine");
    Intake<String> intake = appender("endpoint", collector.endpoint());
    Tracer tracer = Logline.openTelemetry().getTracer("test");
    Telemetry.suspend();
    Telemetry.resume();
    intake.accept("a logger", "after");
    tracer.spanBuilder("after").startSpan().end();
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(instances()).containsExactly("mine");
    assertThat(instancesOfSpans()).containsExactly("mine");
  }

  @Test
  void eachRestoreIsAnotherInstance() {
    Intake<String> intake = appender("endpoint", collector.endpoint());
    Telemetry.suspend();
    Telemetry.resume();
    Tracer tracer = Logline.openTelemetry().getTracer("test"); // booted by the first restored
    intake.accept("a logger", "first");
    tracer.spanBuilder("first").startSpan().end();
    assertThat(Logline.flush(LONG)).isTrue();
    Telemetry.suspend();
    Telemetry.resume();
    intake.accept("a logger", "second");
    tracer.spanBuilder("second").startSpan().end();
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(instances()).hasSize(2).doesNotHaveDuplicates();
    assertThat(instancesOfSpans()).isEqualTo(instances());
  }

  @Test
  void whatCouldNotBeDeliveredBeforeWaitsInMemory() {
    collector.answer(Reply.status(503));
    Intake<String> intake =
        appender("endpoint", collector.endpoint(), "flushTimeout", "300ms", "recordUid", "true");
    intake.accept("a logger", "before");
    collector.awaitRefused(1);
    Telemetry.suspend();
    await().until(() -> !isConnected());
    collector.answer(Reply.ok());
    Telemetry.resume();
    intake.accept("a logger", "after");
    assertThat(Logline.flush(LONG)).isTrue();
    assertThat(bodies()).containsExactly("before", "after");
    assertThat(Logline.status().delivered()).isEqualTo(2);
    assertThat(Logline.status().waiting()).isZero();
  }

  @Test
  void aSpoolHasNoFileOpenMeanwhileAndBeginsAnotherRun() throws Exception {
    collector.answer(Reply.status(503));
    Intake<String> intake =
        appender(
            "endpoint",
            collector.endpoint(),
            "spool",
            directory.toString(),
            "flushTimeout",
            "300ms");
    intake.accept("a logger", "before");
    collector.awaitRefused(1);
    assertThat(openFiles()).isNotEmpty();

    Telemetry.suspend();
    await().untilAsserted(() -> assertThat(openFiles()).isEmpty());
    assertThat(Logline.status().waiting()).isZero(); // it is left
    intake.accept("a logger", "meanwhile");
    collector.answer(Reply.ok());
    Telemetry.resume();
    intake.accept("a logger", "after");
    assertThat(openFiles()).isNotEmpty();
    await().until(() -> Logline.flush(LONG) && bodies().size() == 3);

    assertThat(bodies()).containsExactlyInAnyOrder("before", "meanwhile", "after");
    assertThat(instances().get(bodies().indexOf("before")))
        .isNotEqualTo(instances().get(bodies().indexOf("after")));
    assertThat(Logline.status().recovered()).isEqualTo(1);
    assertThat(Logline.status().delivered()).isEqualTo(3);
    assertThat(Logline.status().waiting()).isZero();
    assertThat(Logline.status().lostCount()).isZero();
    Logline.shutdown();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aProcessThatEndsBetweenTheTwoLeavesTheSpoolInOrder() {
    Intake<String> intake =
        appender("endpoint", collector.endpoint(), "spool", directory.toString());
    intake.accept("a logger", "before");
    Telemetry.suspend();
    Logline.shutdown();
    Telemetry.resume();
    assertThat(bodies()).containsExactly("before");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void withNoTelemetryThereIsNothingToDo() {
    Telemetry.suspend();
    Telemetry.resume();
    assertThat(statuses).isEmpty();
  }
}
