package dev.logline.diagnose;

/**
 * Recognises what shipping itself causes to be logged, by thread and by logger name: the SDK, its
 * senders and the JDK's HTTP client log through java.util.logging, and one failed export would
 * become records of its own without end. It holds no state, so it never latches.
 */
public final class FeedbackGuard {
  private static final String[] PREFIXES = {
    "io.opentelemetry.api.",
    "io.opentelemetry.common.",
    "io.opentelemetry.context.",
    "io.opentelemetry.exporter.",
    "io.opentelemetry.sdk.",
    "dev.logline.ship.",
    "okhttp3.internal.", // what its users log is under okhttp3.OkHttpClient
    "jdk.internal.httpclient",
    "jdk.httpclient",
    "java.net.http",
    "sun.net.www.protocol.http",
  };

  /** A bit for each letter that one of these begins with: few names of others do. */
  private static final long FIRST_LETTERS = firstLetters();

  private FeedbackGuard() {}

  private static long firstLetters() {
    long letters = 0;
    for (String prefix : PREFIXES) {
      letters |= bit(prefix.charAt(0));
    }
    return letters;
  }

  private static long bit(char letter) {
    return 1L << letter; // modulo 64, which keeps the letters apart
  }

  /** Whether a record of this logger, logged on the current thread, must not be exported. */
  public static boolean holdsBack(String loggerName) {
    return Thread.currentThread() instanceof PipelineThread || isOurs(loggerName);
  }

  private static boolean isOurs(String loggerName) {
    if (loggerName == null
        || loggerName.isEmpty()
        || (FIRST_LETTERS & bit(loggerName.charAt(0))) == 0) {
      return false;
    }
    for (String prefix : PREFIXES) {
      if (loggerName.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
