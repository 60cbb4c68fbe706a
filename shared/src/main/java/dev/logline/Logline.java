package dev.logline;

import dev.logline.boot.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;

/**
 * The programmatic form of what an appender's element does: one telemetry for the process. An
 * application that only configures an appender needs none of this.
 */
public final class Logline {
  private Logline() {}

  /**
   * Starts the telemetry and holds it until {@link #shutdown}; where it runs already, options that
   * differ have no effect, which is said. Messages go to stderr from WARN up.
   */
  public static void start(LoglineOptions options) {
    Telemetry.start(options);
  }

  /**
   * Traces, metrics and the Logs API, with the same resource, settings and senders as the log
   * records: the application's own OpenTelemetry where it has set or {@linkplain #adopt adopted}
   * one, else Logline's, which the first call boots. Never null.
   */
  public static OpenTelemetry openTelemetry() {
    return Telemetry.openTelemetry();
  }

  /**
   * Lets log records go through an OpenTelemetry of the application's that is not global, before or
   * after the appenders start; where a backend for logs is named, they keep going there.
   */
  public static void adopt(OpenTelemetry openTelemetry) {
    Telemetry.adopt(openTelemetry);
  }

  /**
   * Waits until everything before this call is delivered, or counted as lost; a thread that is
   * interrupted waits as well, and stays so.
   *
   * @return false where {@code timeout} came first
   */
  public static boolean flush(Duration timeout) {
    return Telemetry.flush(timeout);
  }

  /** Flushes within {@code flushTimeout} and ends everything; idempotent. */
  public static void shutdown() {
    Telemetry.shutdown();
  }

  /**
   * Whether headers and bodies of HTTP are to be captured: the option {@code captureNetwork}, else
   * {@code HYPERDX_ENABLE_ADVANCED_NETWORK_CAPTURE}. What captures them asks this.
   */
  public static boolean isNetworkCaptured() {
    return Telemetry.isNetworkCaptured();
  }

  /** What Logline is doing and has done; cheap, at any time. */
  public static LoglineStatus status() {
    return Telemetry.status();
  }
}
