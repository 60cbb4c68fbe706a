package dev.logline.ship;

import dev.logline.logrecord.ProtoReader;
import java.io.IOException;

/**
 * The two protobuf messages a backend answers with, as far as they matter here.
 *
 * <pre>
 * ExportLogsServiceResponse  { 1: ExportLogsPartialSuccess partial_success }
 * ExportLogsPartialSuccess   { 1: int64 rejected_log_records, 2: string error_message }
 * google.rpc.Status          { 2: string message }
 * </pre>
 *
 * Source: opentelemetry-proto {@code collector/logs/v1/logs_service.proto}; OTLP specification 1.x,
 * "OTLP/HTTP Response".
 */
final class PartialSuccess {

  private PartialSuccess() {}

  /**
   * Reads an ExportLogsServiceResponse; absent fields and unknown ones are nothing rejected.
   *
   * @throws IOException if the bytes are no protobuf message
   */
  static Answer.Delivered read(byte[] response) throws IOException {
    Answer.Delivered delivered = new Answer.Delivered(0, "");
    for (ProtoReader in = new ProtoReader(response); in.next(); ) {
      if (in.isBytes(1)) {
        delivered = partialSuccess(in.message());
      } else {
        in.skip();
      }
    }
    return delivered;
  }

  private static Answer.Delivered partialSuccess(ProtoReader in) throws IOException {
    long rejected = 0;
    String message = "";
    while (in.next()) {
      if (in.isVarint(1)) {
        rejected = in.varint();
      } else if (in.isBytes(2)) {
        message = ForeignText.of(in.bytes());
      } else {
        in.skip();
      }
    }
    return new Answer.Delivered(Math.max(0, rejected), message);
  }

  /** The message of a google.rpc.Status, cut and escaped; empty if there is none to be read. */
  static String statusMessage(byte[] status) {
    String message = "";
    try {
      for (ProtoReader in = new ProtoReader(status); in.next(); ) {
        if (in.isBytes(2)) {
          message = ForeignText.of(in.bytes());
        } else {
          in.skip();
        }
      }
      return message;
    } catch (IOException e) {
      return "";
    }
  }
}
