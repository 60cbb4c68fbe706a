package dev.logline.benchmarks.faults;

import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The OpenTelemetry appender, with the SDK as its documentation installs it. */
final class PeerAppender implements Appender {
  private OpenTelemetrySdk sdk;

  @Override
  public void install() {
    sdk = AutoConfiguredOpenTelemetrySdk.initialize().getOpenTelemetrySdk();
    OpenTelemetryAppender.install(sdk);
  }

  @Override
  public void end(Duration bound) {
    sdk.getSdkLoggerProvider().forceFlush().join(bound.toMillis(), TimeUnit.MILLISECONDS);
    sdk.shutdown().join(10, TimeUnit.SECONDS);
  }

  @Override
  public long lost() {
    return -1;
  }
}
