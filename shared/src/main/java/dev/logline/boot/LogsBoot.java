package dev.logline.boot;

import dev.logline.diagnose.StatusPort;
import dev.logline.logrecord.RecordLimits;
import dev.logline.ship.EncodedResource;
import dev.logline.ship.ShipperSettings;
import dev.logline.ship.Transport;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Boots an SDK for logs alone, not global, by autoconfigure, which reads {@code OTEL_*} and builds
 * the OTLP exporter; the pipeline then keeps that exporter's sender.
 *
 * @param transport the way to the backend, or null where OTLP is not among the exporters
 * @param endpoint where that goes, for people to read, or null
 * @param sdk the SDK, where it must see each record because more than OTLP is configured; else null
 * @param disabled whether {@code OTEL_SDK_DISABLED} is true
 */
record LogsBoot(
    Transport transport,
    String endpoint,
    EncodedResource resource,
    RecordLimits limits,
    ShipperSettings shipping,
    OpenTelemetrySdk sdk,
    boolean disabled) {

  static LogsBoot boot(Settings settings, StatusPort status, Pipeline pipeline) {
    ForeignCustomizers foreign = new ForeignCustomizers();
    Senders senders = new Senders(true);
    LogsCustomizer logs = new LogsCustomizer(settings, status, pipeline);
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .setComponentLoader(new Loader(senders, foreign, new Last(logs, foreign)))
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    pipeline.status().conceal(senders.logsSecrets());
    if (senders.logsWarning() != null) {
      status.warn(senders.logsWarning());
    }
    boolean othersMustSee = logs.hasOtherExporters() || foreign.touchLogs();
    return new LogsBoot(
        logs.isHandedOver() ? senders.logs() : null,
        senders.logsEndpoint(),
        EncodedResource.of(logs.resource()),
        logs.limits(),
        logs.shipping(),
        othersMustSee ? sdk : null,
        logs.isDisabled());
  }

  /** Lets go of what was built, where records go another way after all. */
  void closeUnless(boolean used) {
    if (!used && transport != null) {
      transport.close();
    }
    if (!used && sdk != null) {
      sdk.close();
    }
  }

  /** The class path's components, with foreign customizers watched and ours behind them. */
  private record Loader(ComponentLoader senders, ForeignCustomizers foreign, Last ours)
      implements ComponentLoader {
    @Override
    public <T> Iterable<T> load(Class<T> type) {
      if (type != AutoConfigurationCustomizerProvider.class) {
        return senders.load(type);
      }
      List<T> providers = new ArrayList<>();
      for (T provider : senders.load(type)) {
        if (!(provider instanceof SignalsCustomizerProvider)) {
          providers.add(type.cast(foreign.watch((AutoConfigurationCustomizerProvider) provider)));
        }
      }
      providers.add(type.cast(ours));
      return providers;
    }
  }

  private record Last(LogsCustomizer logs, ForeignCustomizers foreign)
      implements AutoConfigurationCustomizerProvider {
    @Override
    public int order() {
      return Integer.MAX_VALUE;
    }

    @Override
    public void customize(AutoConfigurationCustomizer customizer) {
      Map<String, String> overrides = new LinkedHashMap<>();
      overrides.put("otel.traces.exporter", "none");
      overrides.put("otel.metrics.exporter", "none");
      overrides.put("otel.propagators", "none");
      if (!foreign.touchLogs()) {
        // The shipper retries, for as long as the buffer has room.
        overrides.put("otel.java.exporter.otlp.retry.disabled", "true");
      }
      logs.customize(customizer, overrides);
    }
  }
}
