package dev.logline.examples.workers;

import dev.logline.Logline;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works inside the trace of the process that started it. */
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger("workers.Worker");

  private Worker() {}

  @SuppressWarnings("try") // a scope is there to be closed
  public static void main(String[] args) {
    Span span =
        Logline.openTelemetry()
            .getTracer("workers")
            .spanBuilder("work")
            .setParent(InheritedTrace.of(System.getenv()))
            .startSpan();
    try (Scope scope = span.makeCurrent()) {
      LOG.info("worker {} works", args[0]);
    } finally {
      span.end();
    }
  }
}
