package dev.logline.ship;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that treats its connections as it is told, one request after the other. */
final class RawBackend implements AutoCloseable {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  /** What becomes of a connection once a request was read from it. */
  enum Act {
    ANSWER,
    /** Answers, and closes the connection when it is idle. */
    ANSWER_AND_FIN,
    /** Answers, and resets the connection when it is idle. */
    ANSWER_AND_RESET,
    FIN,
    RESET,
    /** Takes everything and never answers, as when a router has forgotten the connection. */
    SILENCE,
    /** Answers without end, some bytes at a time; never comes to the end of the headers. */
    DRIP_HEADERS,
    /** Answers with a body that comes some bytes at a time. */
    DRIP_BODY
  }

  /** Says what to do with the n-th request, from 0, of a connection, from 0. */
  interface Script {
    Act act(int connection, int request);
  }

  private final ServerSocket server;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private RawBackend(Script script) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.script = script;
  }

  static RawBackend start(Script script) {
    try {
      RawBackend backend = new RawBackend(script);
      run(backend::accept);
      return backend;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "raw-backend");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        open.add(connection);
        int number = connections.getAndIncrement();
        run(() -> serve(connection, number));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket connection, int number) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      int request = 0;
      while (read(in)) {
        requests.incrementAndGet();
        if (!done(connection, script.act(number, request++))) {
          return;
        }
      }
    } catch (IOException e) {
      // The client has closed it.
    }
  }

  /** Reads one request with its body; false at the end of the connection. */
  private static boolean read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      head.append((char) next);
    }
    String lower = head.toString().toLowerCase(Locale.ROOT);
    int length = lower.indexOf("content-length:") + "content-length:".length();
    int body = Integer.parseInt(lower.substring(length, lower.indexOf('\r', length)).trim());
    return in.readNBytes(body).length == body;
  }

  /** Whether the connection is to be read further. */
  private static boolean done(Socket connection, Act act) throws IOException {
    switch (act) {
      case ANSWER -> write(connection, OK);
      case ANSWER_AND_FIN -> {
        write(connection, OK);
        return false;
      }
      case ANSWER_AND_RESET -> {
        write(connection, OK);
        connection.setSoLinger(true, 0);
        return false;
      }
      case FIN -> {
        return false;
      }
      case RESET -> {
        connection.setSoLinger(true, 0);
        return false;
      }
      case SILENCE -> {}
      case DRIP_HEADERS -> drip(connection, "HTTP/1.1 200 OK\r\nX-Endless: ");
      case DRIP_BODY -> drip(connection, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
    }
    return true;
  }

  /** One byte every 20 ms, until the client closes the connection. */
  private static void drip(Socket connection, String head) throws IOException {
    write(connection, head);
    connection.setSoTimeout(20);
    while (true) {
      write(connection, "a");
      try {
        if (connection.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException e) {
        // The client waits on.
      }
    }
  }

  private static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  TestSenderConfig config() {
    return new TestSenderConfig("http://127.0.0.1:" + server.getLocalPort() + "/v1/logs");
  }

  int connections() {
    return connections.get();
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
