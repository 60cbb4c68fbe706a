package dev.logline.examples.receiver;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Receives OTLP over HTTP in protobuf and JSON, with and without gzip, on the loopback address.
 *
 * <p>A body may have 16 MiB, unpacked; four are read at a time.
 */
public final class OtlpReceiver implements AutoCloseable {
  /** The port that OTLP over HTTP has by default. */
  public static final int DEFAULT_PORT = 4318;

  private static final int MAX_BODY_BYTES = 16 << 20;
  private static final int BODIES = 4;
  private static final int THREADS = 32;

  static {
    // Read once, when the server's classes are loaded. Without it, Nagle's algorithm and delayed
    // acknowledgements make an answer 40 ms late.
    setDefault("sun.net.httpserver.nodelay", "true");
    // In seconds: who sends or reads more slowly does not keep a thread.
    setDefault("sun.net.httpserver.maxReqTime", "60");
    setDefault("sun.net.httpserver.maxRspTime", "60");
  }

  private final Telemetry telemetry;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
  private final HttpServer server;

  private OtlpReceiver(Builder builder) throws IOException {
    telemetry = builder.telemetry;
    threads.allowCoreThreadTimeOut(true);
    server = HttpServer.create(new InetSocketAddress(builder.host, builder.port), 0);
    server.setExecutor(threads);
    Semaphore bodies = new Semaphore(BODIES);
    Map<String, HttpHandler> handlers = new LinkedHashMap<>(builder.handlers);
    for (Signal signal : Signal.values()) {
      handlers.put(
          signal.path, new OtlpHttpHandler(signal, telemetry, builder.maxBodyBytes, bodies));
    }
    HostFilter hosts = new HostFilter(builder.host.isLoopbackAddress(), Set.copyOf(builder.names));
    handlers.forEach(
        (path, handler) -> server.createContext(path, handler).getFilters().add(hosts));
    server.start();
  }

  /**
   * Listens on the loopback address.
   *
   * @param port 0 for any that is free
   * @throws java.net.BindException when something else listens there
   */
  public static OtlpReceiver start(int port) throws IOException {
    return builder().port(port).start();
  }

  public static Builder builder() {
    return new Builder();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** What a sender's {@code OTEL_EXPORTER_OTLP_ENDPOINT} should be. */
  public String endpoint() {
    InetAddress address = server.getAddress().getAddress();
    String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
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

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Where to listen, and what else is found there. */
  public static final class Builder {
    private final Map<String, HttpHandler> handlers = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private Telemetry telemetry = new Telemetry();
    private InetAddress host;
    private int port = DEFAULT_PORT;
    private int maxBodyBytes = MAX_BODY_BYTES;

    private Builder() {
      try {
        host = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e); // four bytes are an address
      }
    }

    /** The port to listen on, 0 for any that is free; 4318 by default. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** The address to listen on; the loopback's by default. */
    public Builder host(InetAddress host) {
      this.host = host;
      return this;
    }

    /** A name that requests may give for this host, beside the loopback's. */
    public Builder allowHost(String name) {
      names.add(name.toLowerCase(Locale.ROOT));
      return this;
    }

    /** Keeps nothing of what comes: it is for listeners alone. */
    public Builder keepNothing() {
      telemetry = new Telemetry(0, 0);
      return this;
    }

    /** What will have come: for listeners that are to miss nothing. */
    public Telemetry telemetry() {
      return telemetry;
    }

    /** Is asked for all that begins with the path, on one of 32 threads. */
    public Builder handle(String path, HttpHandler handler) {
      handlers.put(path, handler);
      return this;
    }

    Builder maxBodyBytes(int maxBodyBytes) {
      this.maxBodyBytes = maxBodyBytes;
      return this;
    }

    /**
     * Listens.
     *
     * @throws java.net.BindException when something else listens there
     */
    public OtlpReceiver start() throws IOException {
      return new OtlpReceiver(this);
    }
  }
}
