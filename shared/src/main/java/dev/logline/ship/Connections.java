package dev.logline.ship;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The client that keeps a sender's connections, and what is known of how alive they are.
 *
 * <p>The JDK's client does not tell whether a request goes over a connection that was used before,
 * and nothing can be taken out of its pool: a suspicion is cleared by another client.
 */
final class Connections {
  /** Load balancers forget a connection after a minute at the earliest, most of them later. */
  private static final long IDLE_NANOS = Duration.ofSeconds(30).toNanos();

  private final Supplier<HttpClient> clients;
  private final LongSupplier nanoTime;
  private final AtomicReference<HttpClient> current = new AtomicReference<>();
  private volatile boolean closed;
  private volatile boolean answered;
  private volatile long lastAnswer;

  Connections(Supplier<HttpClient> clients, LongSupplier nanoTime) {
    this.clients = clients;
    this.nanoTime = nanoTime;
    this.current.set(clients.get()); // now, because it may be refused
  }

  /** Null once they were closed. */
  HttpClient client() {
    HttpClient client = current.get();
    if (client != null || closed) {
      return client;
    }
    current.compareAndSet(null, clients.get());
    return current.get();
  }

  void answered() {
    lastAnswer = nanoTime.getAsLong();
    answered = true;
  }

  /** Whether there may be a connection from before. */
  boolean areUsed() {
    return answered;
  }

  /** Whether they may have died without a word. */
  boolean wereIdle() {
    return answered && nanoTime.getAsLong() - lastAnswer >= IDLE_NANOS;
  }

  /**
   * Goes on with connections that are new. The JDK's client is not closed, for others may be about
   * to use it; its thread ends when nothing refers to it any more.
   */
  void renew(HttpClient suspect) {
    if (current.get() == suspect
        && current.compareAndSet(suspect, clients.get())
        && suspect instanceof PlainHttpClient plain) {
      plain.retire();
    }
  }

  /** Takes the client away, to be let go of, or null; whoever asks next gets another one. */
  HttpClient release() {
    answered = false;
    return current.getAndSet(null);
  }

  /** The client to be let go of, or null; from now on there is none. */
  HttpClient close() {
    closed = true;
    return release();
  }
}
