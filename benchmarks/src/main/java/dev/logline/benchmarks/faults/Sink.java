package dev.logline.benchmarks.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.logline.benchmarks.common.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** An OTLP/HTTP backend on the loopback address that does what a fault needs. */
final class Sink implements AutoCloseable {
  /** What becomes of a request. */
  enum Behaviour {
    OK,
    /** As OK, a fifth of a second late. */
    SLOW,
    /** Nobody listens. */
    DOWN,
    UNAVAILABLE_503,
    /** Nothing is read and nothing answered. */
    HANGING
  }

  private static final Duration SLOWNESS = Duration.ofMillis(200);

  static {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  final Arrivals arrivals = new Arrivals();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "sink");
            thread.setDaemon(true);
            return thread;
          });
  private final AtomicInteger active = new AtomicInteger();
  private final int port;
  private HttpServer server;
  private volatile Behaviour behaviour = Behaviour.OK;

  Sink() throws IOException {
    HttpServer bound = null;
    while (bound == null) {
      bound = listenSomewhere();
    }
    server = bound;
    port = bound.getAddress().getPort();
  }

  /** Below the ports that the system gives to clients: nobody takes it while we are down. */
  private HttpServer listenSomewhere() throws IOException {
    try {
      return listen(ThreadLocalRandom.current().nextInt(20_000, 30_000));
    } catch (BindException e) {
      return null; // taken
    }
  }

  private HttpServer listen(int at) throws IOException {
    HttpServer made =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 128);
    made.createContext("/v1/logs", this::handle);
    made.setExecutor(threads);
    made.start();
    return made;
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** From now on. */
  synchronized void turn(Behaviour next) {
    boolean wasDown = behaviour == Behaviour.DOWN;
    behaviour = next;
    notifyAll();
    if (next == Behaviour.DOWN && !wasDown) {
      server.stop(0);
    } else if (next != Behaviour.DOWN && wasDown) {
      try {
        server = listen(port);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void handle(HttpExchange exchange) {
    active.incrementAndGet();
    try (exchange) {
      Behaviour now = behaviour;
      if (now == Behaviour.HANGING) {
        hang();
        return; // closed without an answer
      }
      byte[] request = exchange.getRequestBody().readAllBytes();
      if (now == Behaviour.UNAVAILABLE_503) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      RequestReader.read(request, arrivals);
      if (now == Behaviour.SLOW) {
        Thread.sleep(SLOWNESS.toMillis());
      }
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    } catch (IOException e) {
      // The client went away; what was read whole has been counted.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      active.decrementAndGet();
    }
  }

  private synchronized void hang() throws InterruptedException {
    while (behaviour == Behaviour.HANGING) {
      wait();
    }
  }

  /** Waits until what was sent is read: no request open, and none for half a second. */
  void settle() throws InterruptedException {
    Waiting.until(
        Duration.ofSeconds(20),
        () -> active.get() == 0 && arrivals.nanosSinceTheLast() > 500_000_000L);
  }

  @Override
  public void close() {
    turn(Behaviour.OK); // lets go of those that hang
    server.stop(0);
    threads.shutdownNow();
  }
}
