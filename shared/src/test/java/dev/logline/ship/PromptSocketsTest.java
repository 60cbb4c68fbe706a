package dev.logline.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** However a socket is made, it sends at once. */
class PromptSocketsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private final PromptSockets sockets = new PromptSockets();

  @Test
  void noSocketWaitsForAnAcknowledgement() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, LOOPBACK);
        Socket unconnected = sockets.createSocket();
        Socket byName = sockets.createSocket("localhost", server.getLocalPort());
        Socket byAddress = sockets.createSocket(LOOPBACK, server.getLocalPort());
        Socket bound = sockets.createSocket(LOOPBACK, server.getLocalPort(), LOOPBACK, 0);
        Socket boundByName =
            sockets.createSocket("localhost", server.getLocalPort(), LOOPBACK, 0)) {
      assertThat(unconnected.isConnected()).isFalse();
      assertThat(unconnected.getTcpNoDelay()).isTrue();
      for (Socket connected : new Socket[] {byName, byAddress, bound, boundByName}) {
        assertThat(connected.isConnected()).isTrue();
        assertThat(connected.getTcpNoDelay()).isTrue();
      }
    }
  }
}
