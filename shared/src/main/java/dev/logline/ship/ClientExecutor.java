package dev.logline.ship;

import java.net.http.HttpClient;
import java.util.concurrent.Executor;

/**
 * What one client of the JDK's gives its work to. All but the beginning of a request comes from the
 * client's own thread, which is known by that.
 */
final class ClientExecutor implements Executor {
  /** {@code HttpClient-N-SelectorManager}, on Java 11 and later. */
  private static final String PREFIX = "HttpClient-";

  private static final String SUFFIX = "-SelectorManager";

  private final Executor executor;
  private volatile Thread own;

  ClientExecutor(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable work) {
    Thread current = Thread.currentThread();
    if (current.getName().endsWith(SUFFIX)) {
      own = current;
    }
    executor.execute(work);
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
