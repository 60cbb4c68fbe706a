package dev.logline.boot;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

/** A customizer of somebody else's that does what the property {@code test.foreign} says. */
public final class ForeignCustomizer implements AutoConfigurationCustomizerProvider {
  static final String PROPERTY = "test.foreign";
  static final AtomicInteger EXPORTED = new AtomicInteger();

  /** Found as a service. */
  public ForeignCustomizer() {}

  @Override
  public void customize(AutoConfigurationCustomizer customizer) {
    switch (System.getProperty(PROPERTY, "nothing")) {
      case "processor" ->
          customizer.addLoggerProviderCustomizer(
              (builder, config) ->
                  builder.addLogRecordProcessor(
                      (context, record) ->
                          record.setAttribute(AttributeKey.stringKey("seen.by"), "foreign")));
      case "filter" ->
          customizer.addLogRecordProcessorCustomizer((processor, config) -> new Filter(processor));
      case "exporter" ->
          customizer.addLogRecordExporterCustomizer((exporter, config) -> new Counting(exporter));
      case "resource" ->
          customizer.addResourceCustomizer(
              (resource, config) -> resource.toBuilder().put("from", "foreign").build());
      default -> customizer.addPropertiesSupplier(java.util.Map::of);
    }
  }

  private record Filter(LogRecordProcessor processor) implements LogRecordProcessor {
    @Override
    public void onEmit(Context context, ReadWriteLogRecord record) {
      if (!record.getBodyValue().asString().contains("secret")) {
        processor.onEmit(context, record);
      }
    }

    @Override
    public CompletableResultCode forceFlush() {
      return processor.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return processor.shutdown();
    }
  }

  private record Counting(LogRecordExporter exporter) implements LogRecordExporter {
    @Override
    public CompletableResultCode export(Collection<LogRecordData> records) {
      EXPORTED.addAndGet(records.size());
      return exporter.export(records);
    }

    @Override
    public CompletableResultCode flush() {
      return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return exporter.shutdown();
    }
  }
}
