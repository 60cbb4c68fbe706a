package dev.logline.boot;

import dev.logline.Logline;
import dev.logline.buffer.RecordBuffer;
import dev.logline.diagnose.Ledger;
import dev.logline.diagnose.LossCounts;
import dev.logline.diagnose.LossReason;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;

/**
 * The pipeline as a log processor and exporter in the metrics that the semantic conventions have
 * for those of an SDK, read from the ledger whenever metrics are collected.
 *
 * <p>Source: semantic conventions 1.43, "OpenTelemetry SDK metrics".
 */
final class SelfMetrics {
  private static final String RECORDS = "{log_record}";
  private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
  private static final String TYPE = Logline.class.getName();
  private static final Attributes COMPONENT =
      Attributes.of(
          AttributeKey.stringKey("otel.component.type"),
          TYPE,
          AttributeKey.stringKey("otel.component.name"),
          TYPE + "/0");

  private final Ledger ledger;
  private final RecordBuffer buffer;
  private final ObservableLongMeasurement processed;
  private final ObservableLongMeasurement queueSize;
  private final ObservableLongMeasurement queueCapacity;
  private final ObservableLongMeasurement exported;
  private final ObservableLongMeasurement inFlight;
  private final ObservableLongMeasurement bufferUsage;
  private final ObservableLongMeasurement bufferLimit;
  private final BatchCallback callback;
  private long recordBytes; // mean of those that waited last; 0 before any did

  SelfMetrics(Ledger ledger, RecordBuffer buffer, MeterProvider provider) {
    this.ledger = ledger;
    this.buffer = buffer;
    Meter meter = provider.get("dev.logline");
    processed =
        counter(
            meter,
            "otel.sdk.processor.log.processed",
            "The number of log records for which the processing has finished, either successful"
                + " or failed.");
    queueSize =
        level(
            meter,
            "otel.sdk.processor.log.queue.size",
            RECORDS,
            "The number of log records in the queue of a given instance of an SDK log processor.");
    queueCapacity =
        level(
            meter,
            "otel.sdk.processor.log.queue.capacity",
            RECORDS,
            "The maximum number of log records the queue of a given instance of an SDK Log Record"
                + " processor can hold; here at the mean size of those that wait or waited last.");
    exported =
        counter(
            meter,
            "otel.sdk.exporter.log.exported",
            "The number of log records for which the export has finished, either successful or"
                + " failed.");
    inFlight =
        level(
            meter,
            "otel.sdk.exporter.log.inflight",
            RECORDS,
            "The number of log records which were passed to the exporter, but that have not been"
                + " exported yet (neither successful, nor failed).");
    bufferUsage =
        level(meter, "logline.buffer.usage", "By", "Encoded log records that wait to be sent.");
    bufferLimit =
        level(meter, "logline.buffer.limit", "By", "The bound of the buffer for log records.");
    callback =
        meter.batchCallback(
            this::observe,
            processed,
            queueSize,
            queueCapacity,
            exported,
            inFlight,
            bufferUsage,
            bufferLimit);
  }

  private static ObservableLongMeasurement counter(Meter meter, String name, String description) {
    return meter.counterBuilder(name).setUnit(RECORDS).setDescription(description).buildObserver();
  }

  private static ObservableLongMeasurement level(
      Meter meter, String name, String unit, String description) {
    return meter
        .upDownCounterBuilder(name)
        .setUnit(unit)
        .setDescription(description)
        .buildObserver();
  }

  private void observe() {
    LossCounts refused = ledger.refusals();
    LossCounts all = ledger.losses();
    for (LossReason reason : LossReason.values()) {
      long ofRequests = reason.endsRequest() ? all.of(reason) - refused.of(reason) : 0;
      record(exported, ofRequests, reason);
      record(processed, all.of(reason) - ofRequests, reason);
    }
    exported.record(ledger.deliveredCount(), COMPONENT);
    processed.record(ledger.submittedCount(), COMPONENT);
    observeQueue();
    inFlight.record(ledger.inFlightCount(), COMPONENT);
    bufferLimit.record(buffer.capacityBytes(), COMPONENT);
  }

  /** The bound is one of bytes: how many records it holds follows from their size. */
  private void observeQueue() {
    long records = ledger.queuedCount();
    long bytes = buffer.backlogBytes();
    queueSize.record(records, COMPONENT);
    bufferUsage.record(bytes, COMPONENT);
    if (records > 0 && bytes > 0) {
      recordBytes = Math.max(1, bytes / records);
    }
    if (recordBytes > 0) {
      queueCapacity.record(buffer.capacityBytes() / recordBytes, COMPONENT);
    }
  }

  private static void record(ObservableLongMeasurement counter, long lost, LossReason reason) {
    if (lost > 0) {
      counter.record(lost, COMPONENT.toBuilder().put(ERROR_TYPE, reason.toString()).build());
    }
  }

  /** Ends the observation, which would else keep the buffer as long as the metrics. */
  void close() {
    callback.close();
  }
}
