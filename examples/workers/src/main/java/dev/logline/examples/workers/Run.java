package dev.logline.examples.workers;

import dev.logline.examples.receiver.OtlpReceiver;
import dev.logline.examples.receiver.ReceivedRecord;
import dev.logline.examples.receiver.TelemetryListener;
import dev.logline.examples.viewer.Viewer;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts a receiver with a page, and the parent or the process that takes a checkpoint. */
final class Run {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private Run() {}

  /** Arguments: {@code workers} or {@code checkpoint}. */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> arguments = List.of(args);
    if (arguments.equals(List.of("workers"))) {
      run(Parent.class);
    } else if (arguments.equals(List.of("checkpoint"))) {
      run(Checkpointed.class);
    } else {
      System.err.println("usage: run workers|checkpoint");
      System.exit(2);
    }
  }

  private static void run(Class<?> program) throws IOException, InterruptedException {
    String endpoint = System.getenv().getOrDefault(ENDPOINT, "");
    if (!endpoint.isEmpty()) {
      System.out.println("sending to " + endpoint + ", so nothing is received here");
      System.exit(start(program, endpoint).waitFor());
    }
    try (Viewer viewer = viewer()) {
      viewer.telemetry().addListener(new Printer());
      int exitCode = start(program, viewer.endpoint()).waitFor();
      System.out.println("page at " + viewer.page() + ", until Ctrl-C");
      if (exitCode != 0) {
        System.exit(exitCode);
      }
      new CountDownLatch(1).await();
    }
  }

  private static final class Printer implements TelemetryListener {
    @Override
    public void onRecord(ReceivedRecord record) {
      System.out.printf(
          "received from instance %s: %s%n",
          record.resource().get("service.instance.id"), record.body());
    }
  }

  private static Viewer viewer() throws IOException {
    try {
      return Viewer.start(OtlpReceiver.DEFAULT_PORT);
    } catch (BindException e) {
      return Viewer.start(0);
    }
  }

  private static Process start(Class<?> program, String endpoint) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    ProcessBuilder builder = new ProcessBuilder(java, "-cp", classPath, program.getName());
    builder.environment().put(ENDPOINT, endpoint);
    return builder.inheritIO().start();
  }
}
