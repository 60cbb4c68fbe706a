package dev.logline.examples.workers;

import dev.logline.Logline;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts two workers in one trace, and waits for them. */
final class Parent {
  private static final Logger LOG = LoggerFactory.getLogger("workers.Parent");
  private static final int WORKERS = 2;

  private Parent() {}

  @SuppressWarnings("try") // a scope is there to be closed
  public static void main(String[] args) throws IOException, InterruptedException {
    Span span = Logline.openTelemetry().getTracer("workers").spanBuilder("share out").startSpan();
    try (Scope scope = span.makeCurrent()) {
      LOG.info("starting {} workers", WORKERS);
      List<Process> workers = new ArrayList<>();
      for (int number = 1; number <= WORKERS; number++) {
        workers.add(startWorker(number));
      }
      for (Process worker : workers) {
        LOG.info("worker with process id {} ended with {}", worker.pid(), worker.waitFor());
      }
    } finally {
      span.end();
    }
  }

  /**
   * The worker's own Logline starts with its own first logger: nothing of the parent's is passed on
   * but the environment, and in it the trace.
   */
  private static Process startWorker(int number) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    ProcessBuilder worker =
        new ProcessBuilder(
            java, "-cp", classPath, Worker.class.getName(), Integer.toString(number));
    InheritedTrace.put(Context.current(), worker.environment());
    return worker.inheritIO().start();
  }
}
