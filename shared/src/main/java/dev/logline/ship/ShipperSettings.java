package dev.logline.ship;

import java.time.Duration;

/**
 * How the shipper makes requests of records.
 *
 * @param maxRecords records a request, {@code OTEL_BLRP_MAX_EXPORT_BATCH_SIZE}
 * @param maxBytes encoded bytes a request, and never over a quarter of the buffer; less than 4 MiB,
 *     the collector's limit for gRPC
 * @param linger how long records wait for company, {@code OTEL_BLRP_SCHEDULE_DELAY}
 * @param maxInFlight requests at the same time while the backlog is larger than one request; order
 *     is kept where it is 1
 * @param recordUid whether each record carries {@code log.record.uid}
 */
public record ShipperSettings(
    int maxRecords, int maxBytes, Duration linger, int maxInFlight, boolean recordUid) {
  /** 16,384 records, 2 MiB, 1 s and 4 requests. */
  public static final ShipperSettings DEFAULT =
      new ShipperSettings(16_384, 2 << 20, Duration.ofSeconds(1), 4, false);

  public ShipperSettings withMaxRecords(int maxRecords) {
    return new ShipperSettings(maxRecords, maxBytes, linger, maxInFlight, recordUid);
  }

  public ShipperSettings withLinger(Duration linger) {
    return new ShipperSettings(maxRecords, maxBytes, linger, maxInFlight, recordUid);
  }

  public ShipperSettings withRecordUid(boolean recordUid) {
    return new ShipperSettings(maxRecords, maxBytes, linger, maxInFlight, recordUid);
  }
}
