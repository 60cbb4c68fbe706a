package dev.logline.benchmarks.speed.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One socket to the endpoint that the environment names; one request after the other. */
final class BareConnection {
  private final ByteBuffer answer = ByteBuffer.allocate(1024);
  private final SocketChannel channel;

  private BareConnection(SocketChannel channel) {
    this.channel = channel;
  }

  static BareConnection open() {
    URI endpoint = URI.create(System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT"));
    try {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      return new BareConnection(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when it has been taken. */
  void send(BareRequest request) {
    try {
      ByteBuffer message = request.message();
      while (message.hasRemaining()) {
        channel.write(message);
      }
      answer.clear();
      while (!text().endsWith("\r\n\r\n")) {
        if (channel.read(answer) < 0) {
          throw new IOException("closed by the sink");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() {
    return new String(answer.array(), 0, answer.position(), ISO_8859_1);
  }
}
