package dev.logline.boot;

import dev.logline.diagnose.PipelineThread;
import dev.logline.diagnose.StatusPort;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;

/** How a pipeline ends: all signals flushed within {@code flushTimeout}, and what is left said. */
final class Ending implements Runnable {
  private static final Duration MOST_FOR_JVM = Duration.ofMillis(500);

  /** Loaded at the start: at the end a container may have closed the loader. */
  private static final StatusPort STDERR = new StderrStatus();

  private final Pipeline pipeline;
  private final Thread hook;

  Ending(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.hook = new PipelineThread("logline-exit", this);
  }

  /** Lets the pipeline end with the process. */
  void arm() {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: each record is delivered at its call.
      pipeline.exiting(true);
    }
  }

  void disarm() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending and the hook runs: it finds a pipeline that is stopped.
      pipeline.wake();
    }
  }

  /**
   * First what there is, and what queues of the framework bring meanwhile; what other hooks log
   * after that is delivered before their call returns.
   */
  @Override
  public void run() {
    Duration timeout = pipeline.settings().options().flushTimeout();
    Duration ours = timeout.minus(jvmShare(timeout));
    long start = System.nanoTime();
    long deadline = start + ours.toNanos();
    pipeline.hurry();
    boolean delivered = flush(pipeline, ours);
    pipeline.exiting(delivered);
    if (delivered && pipeline.flush(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
      return;
    }
    if (pipeline.isDurable()) {
      sayKept(pipeline); // and so is what comes later
    } else {
      pipeline.endsAt(start + timeout.toNanos()); // what is said now is to be true then
      stop(pipeline);
    }
  }

  /** What is left to the JVM, so that it is gone within the timeout: a tenth, but no long wait. */
  static Duration jvmShare(Duration timeout) {
    Duration tenth = timeout.dividedBy(10);
    return tenth.compareTo(MOST_FOR_JVM) > 0 ? MOST_FOR_JVM : tenth;
  }

  private static void sayKept(Pipeline ended) {
    long records = ended.ledger().waitingCount();
    if (records > 0) { // none where the last answer came just after the timeout
      say(
          ended,
          records
              + " records were not delivered before the end; they stay in the spool "
              + ended.settings().spool().directory()
              + " for the next start");
    }
  }

  private static void say(Pipeline ended, String message) {
    ended.status().error(message);
    if (!ended.status().isStderr()) {
      STDERR.error(message); // the frameworks' own channels may be closed by now
    }
  }

  /** Ends traces and metrics and flushes logs; false where logs could not be delivered in time. */
  static boolean flush(Pipeline ended) {
    return flush(ended, ended.settings().options().flushTimeout());
  }

  private static boolean flush(Pipeline ended, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    ended.conclude();
    CompletableResultCode signals = ended.signals().shutdown();
    boolean delivered = ended.flush(timeout);
    Uninterrupted.await(signals, deadline);
    return delivered;
  }

  /** Ends the pipeline, and says how many records were lost by that. */
  static void stop(Pipeline ended) {
    long records = ended.stop();
    if (records > 0) {
      say(
          ended,
          records
              + " records could not be delivered before the end ("
              + ended.routing().current().text()
              + ")");
    }
    if (ended.spoolText() != null) {
      sayKept(ended);
    }
  }
}
