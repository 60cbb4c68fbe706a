package dev.logline.boot;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import java.util.concurrent.CompletableFuture;

/**
 * Stands where an SDK would have its batch processor for OTLP: records go into the pipeline's
 * buffer and leave with those of the appenders.
 */
final class BufferingLogRecordProcessor implements LogRecordProcessor {
  private final Pipeline pipeline;

  BufferingLogRecordProcessor(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord record) {
    pipeline.offer(record.toLogRecordData());
  }

  @Override
  public CompletableResultCode forceFlush() {
    CompletableResultCode result = new CompletableResultCode();
    CompletableFuture<Void> unused =
        pipeline
            .flush()
            .whenComplete(
                (done, failure) -> {
                  if (failure == null) {
                    result.succeed();
                  } else {
                    result.fail();
                  }
                });
    return result;
  }

  @Override
  public String toString() {
    return "BufferingLogRecordProcessor{}";
  }
}
