package dev.logline.ship;

import static java.nio.channels.SelectionKey.OP_CONNECT;
import static java.nio.channels.SelectionKey.OP_READ;
import static java.nio.channels.SelectionKey.OP_WRITE;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.http.HttpConnectTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A connection of HTTP/1.1, of one thread at a time. It reads while it writes, for a backend may
 * answer before it has read all, and may then read no more.
 */
final class PlainConnection {
  /** What the JDK copies to native memory at a time, which each writing thread keeps. */
  private static final int PART_BYTES = 256 * 1024;

  private static final int READ_BYTES = 8 * 1024;
  private static final Logger LOGGER = Logger.getLogger(PlainConnection.class.getName());

  private final Selector selector;
  private final ByteBuffer in = ByteBuffer.allocate(READ_BYTES);
  private SocketChannel channel;
  private SelectionKey key;
  private volatile boolean aborted;

  PlainConnection() throws IOException {
    selector = Selector.open();
  }

  /**
   * Connects to the first of some addresses that lets it.
   *
   * @param timeout for all of them, in equal shares
   * @throws ConnectException if the last one refused it
   * @throws HttpConnectTimeoutException if the last one was silent
   */
  void connect(List<InetAddress> addresses, int port, Optional<Duration> timeout)
      throws IOException {
    Optional<Duration> share = timeout.map(all -> all.dividedBy(addresses.size()));
    IOException last = null;
    for (InetAddress address : addresses) {
      try {
        connect(new InetSocketAddress(address, port), share);
        return;
      } catch (ClosedChannelException e) {
        throw e; // aborted
      } catch (IOException e) {
        closeChannel();
        last = e;
      }
    }
    throw last;
  }

  private void connect(InetSocketAddress address, Optional<Duration> timeout) throws IOException {
    channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    key = channel.register(selector, OP_CONNECT);
    if (!channel.connect(address)) {
      long start = System.nanoTime();
      long most = timeout.map(Duration::toNanos).orElse(Long.MAX_VALUE);
      while (!channel.finishConnect()) {
        long left = most - (System.nanoTime() - start);
        if (left <= 0) {
          throw new HttpConnectTimeoutException("HTTP connect timed out");
        }
        await(OP_CONNECT, Math.max(1, left / 1_000_000));
      }
    }
  }

  /** Whether the other side has neither closed it nor sent what nobody asked for. */
  boolean isUsable() {
    try {
      return channel.read(in.clear()) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Sends a request and reads its answer.
   *
   * @return whether another request may follow
   * @throws EOFException if the other side closed it before its answer was whole
   * @throws ClosedChannelException if it was aborted
   */
  boolean exchange(byte[] head, ByteBuffer body, PlainResponse<?> response) throws IOException {
    ByteBuffer[] out = {ByteBuffer.wrap(head), body};
    IOException broken = null; // what was answered before that may still be there to be read
    while (!response.isComplete()) {
      boolean writable = false;
      try {
        writable = broken == null && write(out);
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        broken = e;
      }
      int read = read(broken);
      if (read < 0) {
        response.end();
      } else if (read > 0) {
        response.accept(in);
      } else if (broken != null) {
        throw broken;
      } else if (!writable) {
        await(isLeft(out) ? OP_READ | OP_WRITE : OP_READ, 0);
      }
    }
    return !isLeft(out) && !in.hasRemaining() && response.keepsAlive();
  }

  private static boolean isLeft(ByteBuffer[] out) {
    return out[0].hasRemaining() || out[1].hasRemaining();
  }

  /** Writes the next part; whether there are more, and they may be written now. */
  private boolean write(ByteBuffer[] out) throws IOException {
    ByteBuffer body = out[1];
    int end = body.limit();
    body.limit(Math.min(end, body.position() + PART_BYTES));
    try {
      channel.write(out);
      return !body.hasRemaining() && body.limit() < end;
    } finally {
      body.limit(end);
    }
  }

  private int read(IOException broken) throws IOException {
    if (aborted) {
      throw new ClosedChannelException();
    }
    try {
      int read = channel.read(in.clear());
      in.flip();
      return read;
    } catch (IOException e) {
      throw broken == null ? e : broken;
    }
  }

  /**
   * @param millis 0 for as long as it takes
   */
  private void await(int operations, long millis) throws IOException {
    key.interestOps(operations);
    selector.select(millis);
    selector.selectedKeys().clear();
    if (aborted) {
      throw new ClosedChannelException();
    }
  }

  /** Ends the exchange it is in, or the next; by another thread, before it is closed. */
  void abort() {
    aborted = true;
    selector.wakeup();
  }

  boolean isAborted() {
    return aborted;
  }

  void close() {
    closeChannel();
    try {
      selector.close();
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "a selector did not close", e);
    }
  }

  private void closeChannel() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "a connection did not close", e);
    }
  }
}
