package dev.logline.ship;

import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.MessageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The bytes of one request, written once and sent as often as it is attempted.
 *
 * <p>Written into an array of the final size where that is known, and never trimmed into another.
 */
final class RequestBody extends ByteArrayOutputStream {
  private static final int SMALLEST_BYTES = 1024;

  /** OkHttp makes a frame of it, and uses the memory that it copied it to again for the next. */
  private static final int PART_BYTES = 16 * 1024;

  private final ExportRequest lender; // of the array; null where it is this one's

  private RequestBody(int sizeBytes) {
    super(sizeBytes);
    lender = null;
  }

  /** What is encoded already. */
  private RequestBody(ExportRequest encoded) {
    super(0);
    buf = encoded.array();
    count = encoded.getContentLength();
    lender = encoded;
  }

  /**
   * @param compressor null for none
   */
  static RequestBody of(MessageWriter message, Compressor compressor) throws IOException {
    if (compressor == null && message instanceof ExportRequest encoded) {
      return new RequestBody(encoded);
    }
    int length = message.getContentLength();
    if (compressor == null) {
      RequestBody body = new RequestBody(length < 0 ? SMALLEST_BYTES : length);
      message.writeMessage(body);
      return body;
    }
    // Log records shrink to a tenth or so; growing once more is cheaper than clearing it all.
    RequestBody body = new RequestBody(Math.max(SMALLEST_BYTES, length / 8));
    try (OutputStream compressed = compress(body, compressor)) {
      message.writeMessage(compressed);
    }
    if (message instanceof ExportRequest encoded) {
      encoded.giveBack();
    }
    return body;
  }

  /** It is sent, and nobody reads it any more. */
  void giveBack() {
    if (lender != null) {
      lender.giveBack();
    }
  }

  private static OutputStream compress(OutputStream body, Compressor compressor)
      throws IOException {
    return compressor.getEncoding().equals("gzip") ? new FastGzip(body) : compressor.compress(body);
  }

  /** The fastest level: of log records it makes a little more, in half the time. */
  private static final class FastGzip extends GZIPOutputStream {
    private static final int BUFFER_BYTES = 16 * 1024;

    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER_BYTES);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Writes it part by part, to who copies each before it sends it. */
  void writeParts(OutputStream out) throws IOException {
    for (int at = 0; at < count; at += PART_BYTES) {
      out.write(buf, at, Math.min(PART_BYTES, count - at));
    }
  }

  BodyPublisher publisher() {
    return new ArrayPublisher(buf, count);
  }
}
