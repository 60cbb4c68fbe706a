package dev.logline.ship;

import java.io.IOException;
import okhttp3.MediaType;
import okio.BufferedSink;

/**
 * The one message of a request: whether it is compressed (1 byte), its length (4 bytes), its bytes.
 *
 * <p>Source: grpc.io, "gRPC over HTTP2", "Length-Prefixed-Message".
 */
final class GrpcFrame extends okhttp3.RequestBody {
  static final int PREFIX_BYTES = 5;
  private static final MediaType GRPC = MediaType.get("application/grpc");

  private final RequestBody message;
  private final boolean compressed;
  private volatile boolean taken;

  GrpcFrame(RequestBody message, boolean compressed) {
    this.message = message;
    this.compressed = compressed;
  }

  @Override
  public MediaType contentType() {
    return GRPC;
  }

  @Override
  public long contentLength() {
    return PREFIX_BYTES + (long) message.size();
  }

  /** Whether somebody has begun to send it, so that there is a connection. */
  boolean isTaken() {
    return taken;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    taken = true;
    sink.writeByte(compressed ? 1 : 0);
    sink.writeInt(message.size());
    message.writeParts(sink.outputStream());
  }
}
