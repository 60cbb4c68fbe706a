package dev.logline.boot;

import dev.logline.diagnose.StatusPort;
import dev.logline.logrecord.RecordLimits;
import dev.logline.ship.ShipperSettings;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.SdkLoggerProviderBuilder;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Puts the pipeline's buffer where an SDK would batch records for OTLP, and notes what that SDK was
 * configured to do. An OTLP exporter that somebody else has wrapped is left as it is.
 */
final class LogsCustomizer {
  /**
   * Exporters that do not share the batching processor: ours, and those the SDK gives their own.
   */
  private static final Set<String> OWN_PROCESSOR = Set.of("otlp", "console", "logging");

  private final Settings settings;
  private final StatusPort status;
  private final Pipeline pipeline;

  private Resource resource = Resource.getDefault();
  private ShipperSettings shipping = ShipperSettings.DEFAULT;
  private RecordLimits limits = RecordLimits.DEFAULT;
  private boolean disabled;
  private boolean handedOver;
  private boolean buffers; // in place of the batching processor
  private boolean otherExporters;

  LogsCustomizer(Settings settings, StatusPort status, Pipeline pipeline) {
    this.settings = settings;
    this.status = status;
    this.pipeline = pipeline;
  }

  /** To be called behind all other customizers, so that what they wrapped is recognised. */
  void customize(AutoConfigurationCustomizer customizer, Map<String, String> overrides) {
    customizer
        .addPropertiesSupplier(settings::defaults)
        .addPropertiesCustomizer(
            config -> {
              settings.ignoreUnusableFiles(status);
              Map<String, String> all = new LinkedHashMap<>(settings.overrides(config));
              all.putAll(overrides);
              disabled = config.getBoolean("otel.sdk.disabled", false);
              return all;
            })
        .addResourceCustomizer(
            (found, config) -> {
              resource = Resources.complete(found, status);
              return resource;
            })
        .addLogRecordExporterCustomizer((exporter, config) -> takeOver(exporter))
        .addLogRecordProcessorCustomizer(this::replace)
        .addLoggerProviderCustomizer(this::complete);
  }

  private LogRecordExporter takeOver(LogRecordExporter exporter) {
    if (exporter instanceof OtlpHttpLogRecordExporter
        || exporter instanceof OtlpGrpcLogRecordExporter) {
      handedOver = true;
      exporter.shutdown(); // else a client that nobody uses stays, and with it this class loader
      return new HandedOverExporter(pipeline);
    }
    otherExporters = true;
    return exporter;
  }

  private LogRecordProcessor replace(LogRecordProcessor processor, ConfigProperties config) {
    boolean batchesForUs =
        processor instanceof BatchLogRecordProcessor
            && handedOver
            && OWN_PROCESSOR.containsAll(config.getList("otel.logs.exporter"));
    if (batchesForUs) {
      processor.shutdown();
      buffers = true;
      return LogRecordProcessor.composite();
    }
    return processor;
  }

  private SdkLoggerProviderBuilder complete(
      SdkLoggerProviderBuilder builder, ConfigProperties config) {
    limits = limits(config);
    shipping = shipping(config).withRecordUid(settings.recordUid());
    builder.setLogLimits(
        () ->
            LogLimits.builder()
                .setMaxNumberOfAttributes(limits.attributeCount())
                .setMaxAttributeValueLength(limits.attributeValueLength())
                .build());
    // Behind those of others, so that what they add to a record is in it.
    return buffers
        ? builder.addLogRecordProcessor(new BufferingLogRecordProcessor(pipeline))
        : builder;
  }

  /** The general limits, and those for log records, which the specification puts above them. */
  static RecordLimits limits(ConfigProperties config) {
    RecordLimits defaults = RecordLimits.DEFAULT;
    int count = config.getInt("otel.attribute.count.limit", defaults.attributeCount());
    int length =
        config.getInt("otel.attribute.value.length.limit", defaults.attributeValueLength());
    return new RecordLimits(
        config.getInt("otel.logrecord.attribute.count.limit", count),
        config.getInt("otel.logrecord.attribute.value.length.limit", length));
  }

  private static ShipperSettings shipping(ConfigProperties config) {
    ShipperSettings shipping = ShipperSettings.DEFAULT;
    Integer records = config.getInt("otel.blrp.max.export.batch.size");
    if (records != null && records > 0) {
      shipping = shipping.withMaxRecords(records);
    }
    Duration delay = config.getDuration("otel.blrp.schedule.delay");
    return delay == null ? shipping : shipping.withLinger(delay);
  }

  Resource resource() {
    return resource;
  }

  ShipperSettings shipping() {
    return shipping;
  }

  RecordLimits limits() {
    return limits;
  }

  boolean isDisabled() {
    return disabled;
  }

  /** Whether an OTLP exporter gave its place to the pipeline. */
  boolean isHandedOver() {
    return handedOver;
  }

  /** Whether exporters other than OTLP's, such as the console, were configured. */
  boolean hasOtherExporters() {
    return otherExporters;
  }
}
