package dev.logline.boot;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;

/**
 * Stands where an OTLP exporter was, after the pipeline took over its sender: what still comes this
 * way, through a batch processor that others share or have wrapped, goes into the buffer.
 */
final class HandedOverExporter implements LogRecordExporter {
  private final Pipeline pipeline;

  HandedOverExporter(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public CompletableResultCode export(Collection<LogRecordData> records) {
    records.forEach(pipeline::offer);
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
}
