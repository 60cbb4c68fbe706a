package dev.logline.benchmarks.speed.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Listens on the loopback address, with a daemon thread for each connection. */
final class Connections {
  /** What becomes of a connection. */
  interface Handler {
    void handle(Socket connection) throws IOException, InterruptedException;
  }

  private Connections() {}

  /** Returns the port. */
  static int listen(Handler handler) throws IOException {
    @SuppressWarnings("resource") // open as long as this process lives
    ServerSocket server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    start("listen", () -> accept(server, handler));
    return server.getLocalPort();
  }

  private static void accept(ServerSocket server, Handler handler) {
    while (true) {
      try {
        Socket connection = server.accept();
        start("connection", () -> serve(connection, handler));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void serve(Socket connection, Handler handler) {
    try (connection) {
      connection.setTcpNoDelay(true);
      handler.handle(connection);
    } catch (IOException e) {
      // The client went away; what was read whole has been counted.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
