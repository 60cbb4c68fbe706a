package dev.logline.examples.receiver;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Receives OTLP over HTTP in protobuf, with and without gzip, on the loopback address.
 *
 * <p>A body may have 16 MiB, unpacked; four are read at a time.
 */
public final class OtlpReceiver implements AutoCloseable {
  /** The port that OTLP over HTTP has by default. */
  public static final int DEFAULT_PORT = 4318;

  private static final int MAX_BODY_BYTES = 16 << 20;
  private static final int THREADS = 4;

  static {
    // Read once, when the server's classes are loaded. Without it, Nagle's algorithm and delayed
    // acknowledgements make an answer 40 ms late.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final Telemetry telemetry = new Telemetry();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, this::thread);
  private final HttpServer server;

  private OtlpReceiver(InetSocketAddress address, int maxBodyBytes) throws IOException {
    server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    for (Signal signal : Signal.values()) {
      server.createContext(signal.path, new OtlpHttpHandler(signal, telemetry, maxBodyBytes));
    }
    server.start();
  }

  /**
   * Listens on the loopback address.
   *
   * @param port 0 for any that is free
   * @throws java.net.BindException when something else listens there
   */
  public static OtlpReceiver start(int port) throws IOException {
    return start(port, MAX_BODY_BYTES);
  }

  static OtlpReceiver start(int port, int maxBodyBytes) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    return new OtlpReceiver(new InetSocketAddress(loopback, port), maxBodyBytes);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** What a sender's {@code OTEL_EXPORTER_OTLP_ENDPOINT} should be. */
  public String endpoint() {
    return "http://127.0.0.1:" + port();
  }

  /** What has come so far. */
  public Telemetry telemetry() {
    return telemetry;
  }

  /** Ends at once; a request that is being read has no answer. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Override
  public String toString() {
    return "OtlpReceiver{" + endpoint() + "}";
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "otlp-receiver");
    thread.setDaemon(true);
    return thread;
  }
}
