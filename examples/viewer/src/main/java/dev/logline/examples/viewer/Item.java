package dev.logline.examples.viewer;

import com.google.protobuf.ByteString;

/** A record or a span as it is kept. */
final class Item {
  /** About what it takes beside its message. */
  private static final int OVERHEAD = 128;

  /** From 1, in the order of arrival. */
  final long number;

  final Origin origin;

  /** Empty outside of a trace. */
  final ByteString traceId;

  /** Encoded, which takes the least memory and a known amount of it. */
  final byte[] message;

  Item(long number, Origin origin, ByteString traceId, byte[] message) {
    this.number = number;
    this.origin = origin;
    this.traceId = traceId;
    this.message = message;
  }

  long bytes() {
    return OVERHEAD + message.length + (long) traceId.size();
  }
}
