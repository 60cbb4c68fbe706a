package dev.logline.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TLS server that never answers, and counts the bytes that came within TLS. */
public final class TlsWitness implements AutoCloseable {
  private final SSLServerSocket server;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  private TlsWitness(SSLServerSocket server) {
    this.server = server;
  }

  /** Starts one on a free port of the loopback address. */
  public static TlsWitness start(SSLContext tls) {
    try {
      TlsWitness witness =
          new TlsWitness(
              (SSLServerSocket)
                  tls.getServerSocketFactory()
                      .createServerSocket(0, 10, InetAddress.getLoopbackAddress()));
      witness.run(witness::accept);
      return witness;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run(Runnable work) {
    Thread thread = new Thread(work, "tls-witness");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        SSLSocket connection = (SSLSocket) server.accept();
        connections.incrementAndGet();
        run(() -> read(connection));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void read(SSLSocket connection) {
    try (connection) {
      connection.setSoTimeout(10_000);
      connection.startHandshake();
      InputStream in = connection.getInputStream();
      while (in.read() >= 0) {
        bytes.incrementAndGet();
      }
    } catch (IOException e) {
      // The client has broken off the handshake.
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  public int connections() {
    return connections.get();
  }

  /** Ends, and waits until all that was sent is counted. */
  @Override
  public void close() {
    try {
      server.close();
      for (Thread thread : threads) {
        thread.join(10_000);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** How many bytes came after a handshake; final after {@link #close}. */
  public long bytes() {
    return bytes.get();
  }
}
