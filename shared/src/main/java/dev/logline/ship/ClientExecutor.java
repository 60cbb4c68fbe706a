package dev.logline.ship;

import java.net.http.HttpClient;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What one client of the JDK's gives its work to. All but the beginning of a request comes from the
 * client's own thread, which is known by that.
 */
final class ClientExecutor implements Executor {
  /** {@code HttpClient-N-SelectorManager}, on Java 11 and later. */
  private static final String PREFIX = "HttpClient-";

  private static final String SUFFIX = "-SelectorManager";

  private static final Logger LOGGER = Logger.getLogger(ClientExecutor.class.getName());

  private final Executor executor;
  private final boolean keeps;
  private volatile Thread own;

  /**
   * @param keeps whether work of the client's own thread stays on it, because it is short: without
   *     TLS. What comes from other threads may look up a name, and goes to {@code executor}; all of
   *     it does where the JDK gives its thread another name.
   */
  ClientExecutor(Executor executor, boolean keeps) {
    this.executor = executor;
    this.keeps = keeps;
  }

  @Override
  public void execute(Runnable work) {
    Thread current = Thread.currentThread();
    boolean isOwn = current.getName().endsWith(SUFFIX);
    if (isOwn) {
      own = current;
    }
    if (!isOwn || !keeps) {
      executor.execute(work);
      return;
    }
    try {
      work.run();
    } catch (Throwable e) { // it would end the thread, and the client with it
      LOGGER.log(Level.FINE, "the HTTP client failed", e);
    }
  }

  /** Ends the thread of {@code client}, and its connections; does nothing where it is not known. */
  void endThreadOf(HttpClient client) {
    Thread thread = own;
    if (thread != null && thread.getName().equals(threadName(client))) {
      thread.interrupt();
    }
  }

  /** The client says its number at its end, as {@code HttpClientImpl@1b2c3d(7)}. */
  private static String threadName(HttpClient client) {
    String text = client.toString();
    int from = text.lastIndexOf('(') + 1;
    int to = text.lastIndexOf(')');
    return from < to ? PREFIX + text.substring(from, to) + SUFFIX : "";
  }
}
