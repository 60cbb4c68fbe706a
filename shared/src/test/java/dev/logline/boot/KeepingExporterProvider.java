package dev.logline.boot;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An exporter of somebody else's, {@code otel.logs.exporter=keeping}. */
public final class KeepingExporterProvider implements ConfigurableLogRecordExporterProvider {
  static final List<String> KEPT = new CopyOnWriteArrayList<>();

  /** Found as a service. */
  public KeepingExporterProvider() {}

  @Override
  public String getName() {
    return "keeping";
  }

  @Override
  public LogRecordExporter createExporter(ConfigProperties config) {
    return new LogRecordExporter() {
      @Override
      public CompletableResultCode export(Collection<LogRecordData> records) {
        records.forEach(record -> KEPT.add(record.getBodyValue().asString()));
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
      }
    };
  }
}
