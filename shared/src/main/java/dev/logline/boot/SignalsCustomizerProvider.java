package dev.logline.boot;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;

/**
 * Gives the global SDK that the pipeline's switch lets {@code GlobalOpenTelemetry.get()} boot the
 * pipeline's settings, senders, resource and buffer. Found by the SDK as a service; it does nothing
 * in any other SDK.
 */
public final class SignalsCustomizerProvider implements AutoConfigurationCustomizerProvider {
  @Override
  public int order() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    Pipeline pipeline = Telemetry.switchedOn();
    if (pipeline != null
        && customizer instanceof AutoConfiguredOpenTelemetrySdkBuilder builder
        && isCausedByGlobalGet()) {
      pipeline.signals().customize(builder);
      pipeline.signals().observeGlobal();
    }
  }

  /** An application that autoconfigures an SDK of its own does not come by way of {@code get}. */
  private static boolean isCausedByGlobalGet() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    frame ->
                        frame.getClassName().equals(GlobalOpenTelemetry.class.getName())
                            && frame.getMethodName().equals("get")));
  }
}
