package dev.logline.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * An OTLP/HTTP server in this process that answers as it is told, and 200 when it is told nothing.
 *
 * <p>A request counts as received when its answer accepts it; every other one is in {@link
 * #refused()}. Times out its waits after 60 s.
 */
public final class FakeCollector implements AutoCloseable {
  static {
    // Or each answer waits 40 ms for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final int WAIT_SECONDS = 60;

  private final SSLContext tls;
  private final boolean clientCertificate;
  private final Queue<Reply> script = new ConcurrentLinkedQueue<>();
  private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
  private final List<ReceivedRequest> refused = new CopyOnWriteArrayList<>();
  private volatile Reply standard = Reply.ok();
  private volatile Consumer<ReceivedRequest> receiver = received::add;
  private HttpServer server;
  private ExecutorService threads;
  private CountDownLatch stopped;
  private int port;

  private FakeCollector(SSLContext tls, boolean clientCertificate) {
    this.tls = tls;
    this.clientCertificate = clientCertificate;
  }

  /** Starts one on a free port of the loopback address. */
  public static FakeCollector start() {
    return started(new FakeCollector(null, false));
  }

  /** Starts one that speaks TLS, and may ask for a certificate of the client's too. */
  public static FakeCollector startTls(SSLContext tls, boolean clientCertificate) {
    return started(new FakeCollector(tls, clientCertificate));
  }

  private static FakeCollector started(FakeCollector collector) {
    collector.startAgain();
    return collector;
  }

  /** Ends an outage: listens again, on the port it had. */
  public synchronized void startAgain() {
    if (server != null) {
      return;
    }
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      server = tls == null ? HttpServer.create(address, 0) : https(address);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CountDownLatch untilStopped = new CountDownLatch(1);
    stopped = untilStopped;
    threads = Executors.newCachedThreadPool(FakeCollector::thread);
    server.setExecutor(threads);
    for (Signal signal : Signal.values()) {
      server.createContext(signal.path(), e -> handle(signal, e, untilStopped));
    }
    server.start();
    port = server.getAddress().getPort();
  }

  private HttpServer https(InetSocketAddress address) throws IOException {
    HttpsServer https = HttpsServer.create(address, 0);
    https.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters connection) {
            SSLParameters parameters = tls.getDefaultSSLParameters();
            parameters.setNeedClientAuth(clientCertificate);
            connection.setSSLParameters(parameters);
          }
        });
    return https;
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "fake-collector");
    thread.setDaemon(true);
    return thread;
  }

  /** Begins an outage: connections break, and new ones are refused. */
  public synchronized void stop() {
    if (server == null) {
      return;
    }
    stopped.countDown();
    server.stop(0);
    threads.shutdownNow();
    server = null;
  }

  @Override
  public void close() {
    stop();
  }

  /** The base URL, without a signal's path. */
  public String endpoint() {
    return (tls == null ? "http" : "https") + "://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** Answers the next requests with these, in this order. */
  public void script(Reply... replies) {
    script.addAll(List.of(replies));
  }

  /** Answers whatever is not scripted with this; until then with {@link Reply#ok()}. */
  public void answer(Reply reply) {
    standard = reply;
  }

  /** Gives what is received to {@code other} instead of keeping it: there may be much. */
  public void passOn(Consumer<ReceivedRequest> other) {
    receiver = other;
  }

  private void handle(Signal signal, HttpExchange exchange, CountDownLatch untilStopped)
      throws IOException {
    try (exchange) {
      ReceivedRequest request = ReceivedRequest.read(signal, exchange);
      Reply scripted = script.poll();
      Reply reply = scripted == null ? standard : scripted;
      if (reply.accepted()) {
        receiver.accept(request);
      } else {
        refused.add(request);
      }
      reply.to(exchange, untilStopped);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The requests that were answered with a 2xx of an OTLP server. */
  public List<ReceivedRequest> requests(Signal signal) {
    return received.stream().filter(r -> r.signal() == signal).toList();
  }

  /** The requests that were answered with anything else, or not at all. */
  public List<ReceivedRequest> refused() {
    return List.copyOf(refused);
  }

  public List<ExportLogsServiceRequest> logRequests() {
    return messages(Signal.LOGS, ExportLogsServiceRequest.class);
  }

  private <T> List<T> messages(Signal signal, Class<T> type) {
    return requests(signal).stream().map(r -> type.cast(r.message())).toList();
  }

  public List<LogRecord> logRecords() {
    return scopedRecords().stream().map(ScopedRecord::record).toList();
  }

  public List<ScopedRecord> scopedRecords() {
    return logRequests().stream()
        .flatMap(request -> request.getResourceLogsList().stream())
        .flatMap(
            logs ->
                logs.getScopeLogsList().stream()
                    .flatMap(
                        scope ->
                            scope.getLogRecordsList().stream()
                                .map(
                                    record ->
                                        new ScopedRecord(
                                            logs.getResource(), scope.getScope(), record))))
        .toList();
  }

  public List<Span> spans() {
    return messages(Signal.TRACES, ExportTraceServiceRequest.class).stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  public List<Metric> metrics() {
    return messages(Signal.METRICS, ExportMetricsServiceRequest.class).stream()
        .flatMap(request -> request.getResourceMetricsList().stream())
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .toList();
  }

  /** Waits until at least {@code count} log records were received, and returns all there are. */
  public List<LogRecord> awaitLogRecords(int count) {
    await().atMost(WAIT_SECONDS, SECONDS).until(() -> logRecords().size() >= count);
    return logRecords();
  }

  public List<Span> awaitSpans(int count) {
    await().atMost(WAIT_SECONDS, SECONDS).until(() -> spans().size() >= count);
    return spans();
  }

  public List<Metric> awaitMetrics(int count) {
    await().atMost(WAIT_SECONDS, SECONDS).until(() -> metrics().size() >= count);
    return metrics();
  }

  /** Waits until at least {@code count} requests were refused. */
  public List<ReceivedRequest> awaitRefused(int count) {
    await().atMost(WAIT_SECONDS, SECONDS).until(() -> refused.size() >= count);
    return refused();
  }
}
