package dev.logline.benchmarks.speed.program;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The SDK and the appender, as their documentation installs them. */
final class SdkBackend implements Backend {
  private static final long AFTER_ANOTHER = 2_000_000;

  private final Framework framework;
  private OpenTelemetrySdk sdk;

  SdkBackend(Framework framework) {
    this.framework = framework;
  }

  @Override
  public void install() {
    sdk = AutoConfiguredOpenTelemetrySdk.initialize().getOpenTelemetrySdk();
    switch (framework) {
      case LOGBACK ->
          io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender.install(sdk);
      case LOG4J2 ->
          io.opentelemetry.instrumentation.log4j.appender.v2_17.OpenTelemetryAppender.install(sdk);
      case JUL ->
          JulRoot.set(new PlainSdkHandler(sdk.getLogsBridge(), Boolean.getBoolean("threadId")));
    }
  }

  /**
   * Waits a moment first: the SDK takes a flush that comes right behind the end of another for that
   * one, and does nothing.
   */
  @Override
  public void flush() {
    LockSupport.parkNanos(AFTER_ANOTHER);
    if (!sdk.getSdkLoggerProvider()
        .forceFlush()
        .join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .isDone()) {
      throw new IllegalStateException("not delivered in time");
    }
  }
}
