package dev.logline.ship;

import dev.logline.logrecord.ProtoReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * The pause that a gRPC backend asks for, held within the bounds of {@link RetryAfter}.
 *
 * <p>It is in the details of the status, base64 in the trailer {@code grpc-status-details-bin}:
 *
 * <pre>
 * google.rpc.Status         { 3: repeated google.protobuf.Any details }
 * google.protobuf.Any       { 1: string type_url, 2: bytes value }
 * google.rpc.RetryInfo      { 1: google.protobuf.Duration retry_delay }
 * google.protobuf.Duration  { 1: int64 seconds, 2: int32 nanos }
 * </pre>
 *
 * Source: OTLP specification 1.x, "OTLP/gRPC Throttling"; googleapis {@code
 * google/rpc/status.proto} and {@code google/rpc/error_details.proto}.
 */
final class RetryInfo {
  private static final String TYPE = "/google.rpc.RetryInfo";

  private RetryInfo() {}

  /**
   * The pause, or null if none is named or what is named makes no sense.
   *
   * @param statusDetails the trailer, or null
   */
  static Duration of(String statusDetails) {
    if (statusDetails == null) {
      return null;
    }
    try {
      return status(new ProtoReader(Base64.getDecoder().decode(statusDetails)));
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Duration status(ProtoReader in) throws IOException {
    Duration delay = null;
    while (in.next()) {
      if (in.isBytes(3) && delay == null) {
        delay = detail(in.message());
      } else {
        in.skip();
      }
    }
    return delay;
  }

  private static Duration detail(ProtoReader in) throws IOException {
    String type = "";
    byte[] value = {};
    while (in.next()) {
      if (in.isBytes(1)) {
        type = new String(in.bytes(), StandardCharsets.UTF_8);
      } else if (in.isBytes(2)) {
        value = in.bytes();
      } else {
        in.skip();
      }
    }
    return type.endsWith(TYPE) ? retryInfo(new ProtoReader(value)) : null;
  }

  private static Duration retryInfo(ProtoReader in) throws IOException {
    Duration delay = RetryAfter.SHORTEST;
    while (in.next()) {
      if (in.isBytes(1)) {
        delay = duration(in.message());
      } else {
        in.skip();
      }
    }
    return delay;
  }

  private static Duration duration(ProtoReader in) throws IOException {
    long seconds = 0;
    long nanos = 0;
    while (in.next()) {
      if (in.isVarint(1)) {
        seconds = in.varint();
      } else if (in.isVarint(2)) {
        nanos = in.varint();
      } else {
        in.skip();
      }
    }
    // Centuries would not fit a Duration once nanoseconds are added.
    long bounded = Math.max(0, Math.min(seconds, RetryAfter.LONGEST.toSeconds()));
    return RetryAfter.clamp(Duration.ofSeconds(bounded, nanos));
  }
}
