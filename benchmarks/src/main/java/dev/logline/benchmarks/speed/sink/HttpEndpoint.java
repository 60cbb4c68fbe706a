package dev.logline.benchmarks.speed.sink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;

/** Takes requests over HTTP/1.1, no more of it than the clients here speak. */
final class HttpEndpoint {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n"
          .getBytes(ISO_8859_1);

  private final InputStream in;
  private int length;
  private boolean chunked;
  private boolean gzip;

  private HttpEndpoint(InputStream in) {
    this.in = in;
  }

  /** Returns the port. */
  static int listen(Sink sink, Sink.Reader reader, boolean prompt) throws IOException {
    return Connections.listen(connection -> serve(sink, reader, connection, prompt));
  }

  private static void serve(Sink sink, Sink.Reader reader, Socket connection, boolean prompt)
      throws IOException, InterruptedException {
    InputStream in = prompt ? new PromptInput(connection) : connection.getInputStream();
    HttpEndpoint endpoint = new HttpEndpoint(new BufferedInputStream(in, 1 << 16));
    while (true) {
      endpoint.readHead();
      byte[] body = endpoint.chunked ? endpoint.readChunks() : endpoint.read(endpoint.length);
      if (endpoint.gzip) {
        sink.acceptGzip(reader, body);
      } else {
        sink.accept(reader, body);
      }
      connection.getOutputStream().write(ANSWER);
    }
  }

  private void readHead() throws IOException {
    length = 0;
    chunked = false;
    gzip = false;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring(header.indexOf(':') + 1).trim());
      }
      chunked |= header.startsWith("transfer-encoding:") && header.endsWith("chunked");
      gzip |= header.startsWith("content-encoding:") && header.endsWith("gzip");
    }
  }

  private byte[] readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.writeBytes(read(size));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().trim(), 16);
  }

  private byte[] read(int count) throws IOException {
    byte[] bytes = new byte[count];
    if (in.readNBytes(bytes, 0, count) < count) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Without its line break. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        return line.toString();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    throw new EOFException();
  }
}
