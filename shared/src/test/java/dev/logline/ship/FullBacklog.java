package dev.logline.ship;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A port that takes no more connections and refuses none, as one behind a firewall. */
final class FullBacklog implements AutoCloseable {
  private static final int MORE_THAN_ENOUGH = 16;

  private final ServerSocket server;
  private final List<SocketChannel> waiting = new ArrayList<>();

  private FullBacklog() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    for (int i = 0; i < MORE_THAN_ENOUGH; i++) {
      SocketChannel channel = SocketChannel.open();
      waiting.add(channel);
      channel.configureBlocking(false);
      boolean unused = channel.connect(server.getLocalSocketAddress());
    }
  }

  static FullBacklog open() {
    try {
      return new FullBacklog();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public void close() {
    try {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
