package dev.logline.boot;

import dev.logline.LoglineOptions;
import dev.logline.diagnose.FeedbackGuard;
import dev.logline.diagnose.StatusPort;

/**
 * An appender's way into the one pipeline of the process. Nothing that goes wrong with a record
 * gets out of {@link #accept}: it is counted and said.
 */
public final class Intake<E> {
  private volatile Pipeline pipeline;
  private final StatusPort status;
  private final EventMapper<E> mapper;
  private final boolean exportedByAgent;
  private boolean closed; // guarded by this

  private Intake(
      Pipeline pipeline, StatusPort status, EventMapper<E> mapper, boolean exportedByAgent) {
    this.pipeline = pipeline;
    this.status = status;
    this.mapper = mapper;
    this.exportedByAgent = exportedByAgent;
  }

  /**
   * Opens the pipeline, or joins it where it runs.
   *
   * @param agentInstrumentation the name that the OpenTelemetry javaagent has for the framework
   */
  public static <E> Intake<E> open(
      LoglineOptions options,
      StatusPort status,
      String agentInstrumentation,
      EventMapper<E> mapper) {
    boolean own = "own".equals(options.get("export"));
    boolean agentExports = JavaAgent.exports(agentInstrumentation);
    if (agentExports) {
      status.warn(
          "The OpenTelemetry javaagent exports what this framework logs"
              + (own
                  ? ", and so does the appender: each record arrives twice. Set the agent's"
                  : "; the appender exports no second copy. To let the appender do it, set the"
                      + " agent's")
              + " -Dotel.instrumentation."
              + agentInstrumentation
              + ".enabled=false.");
    }
    boolean exportedByAgent = agentExports && !own;
    return new Intake<>(Telemetry.acquire(options, status), status, mapper, exportedByAgent);
  }

  /** Takes one event of the logger {@code loggerName}, on the thread that logged or behind it. */
  public void accept(String loggerName, E event) {
    if (exportedByAgent) {
      return;
    }
    if (FeedbackGuard.holdsBack(loggerName)) {
      pipeline.holdBack();
      return;
    }
    Pipeline target = pipeline;
    if (target.isStopped()) {
      target = rejoin();
    }
    target.write(loggerName, event, mapper);
  }

  /** After a shutdown, once somebody has started the telemetry anew. */
  private synchronized Pipeline rejoin() {
    if (pipeline.isStopped() && !closed) {
      pipeline = Telemetry.rejoin(pipeline, status);
    }
    return pipeline;
  }

  /**
   * Runs {@code task} on a thread of ours once the boot is over, the framework's most likely too.
   */
  public void afterBoot(Runnable task) {
    pipeline.afterBoot(task);
  }

  /** Where all frameworks of the pipeline hear it, and {@code Logline.status()} remembers it. */
  public StatusPort status() {
    return pipeline.status();
  }

  /** Lets go of the pipeline, which ends a little later unless somebody else holds it. */
  public synchronized void close() {
    closed = true;
    Telemetry.release(pipeline, status);
  }
}
