package dev.logline.examples.receiver;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Reads the body of a request, unpacked, and never more of it than a limit. */
final class RequestBody {
  private RequestBody() {}

  static byte[] read(HttpExchange exchange, int limit) throws IOException, Refusal {
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    InputStream raw = exchange.getRequestBody();
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return bounded(raw, limit);
    }
    if (!encoding.equalsIgnoreCase("gzip")) {
      throw new Refusal(415, "Content-Encoding " + encoding + " is not gzip");
    }
    try {
      return bounded(new GZIPInputStream(raw), limit);
    } catch (IOException e) {
      throw new Refusal(400, "the body is not gzip: " + e.getMessage());
    }
  }

  private static byte[] bounded(InputStream in, int limit) throws IOException, Refusal {
    byte[] body = in.readNBytes(limit);
    if (in.read() >= 0) {
      throw new Refusal(413, "the body is over " + limit + " bytes");
    }
    return body;
  }
}
