package dev.logline.benchmarks.speed.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A distance between a client and an endpoint: each byte arrives that much later, either way, and
 * as many as one likes are under way. What comes in is acknowledged at once.
 */
final class Relay {
  private final BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>();
  private final long nanos;

  private Relay(Duration delay) {
    nanos = delay.toNanos();
  }

  /** Some bytes, and when they arrive; none at the end. */
  private static final class Piece {
    private final long due;
    private final byte[] bytes;

    Piece(byte[] bytes, long due) {
      this.bytes = bytes;
      this.due = due;
    }
  }

  /** Returns the port. */
  static int listen(int target, Duration delay) throws IOException {
    return Connections.listen(
        client -> {
          try (Socket endpoint = new Socket(InetAddress.getLoopbackAddress(), target)) {
            endpoint.setTcpNoDelay(true);
            Relay there = new Relay(delay);
            Relay back = new Relay(delay);
            Connections.start("relay", () -> there.receive(client));
            Connections.start("relay", () -> back.receive(endpoint));
            Connections.start("relay", () -> back.deliver(client));
            there.deliver(endpoint);
          }
        });
  }

  private void receive(Socket from) {
    byte[] bytes = new byte[1 << 16];
    try (InputStream in = new PromptInput(from)) {
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        underWay.add(new Piece(Arrays.copyOf(bytes, count), System.nanoTime() + nanos));
      }
    } catch (IOException e) {
      // One side went away, and so does the other.
    } finally {
      underWay.add(new Piece(new byte[0], System.nanoTime()));
    }
  }

  private void deliver(Socket to) {
    try (OutputStream out = to.getOutputStream()) {
      for (Piece next = underWay.take(); next.bytes.length > 0; next = underWay.take()) {
        TimeUnit.NANOSECONDS.sleep(next.due - System.nanoTime());
        out.write(next.bytes);
      }
    } catch (IOException e) {
      // As above.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
