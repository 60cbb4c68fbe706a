package dev.logline.examples.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.Scanner;

/**
 * An application that logs through Logback, Log4j2 and java.util.logging, and knows nothing of how
 * they are configured. It does what each line of its standard input says, then prints "done", and
 * ends with its input.
 */
final class ThreeFrameworks {
  static final String LOGBACK = "test.Logback";
  static final String LOG4J2 = "test.Log4j2";
  static final String JUL = "test.Jul";

  private static final org.slf4j.Logger logback = org.slf4j.LoggerFactory.getLogger(LOGBACK);
  private static final org.apache.logging.log4j.Logger log4j2 =
      org.apache.logging.log4j.LogManager.getLogger(LOG4J2);
  private static final java.util.logging.Logger jul = java.util.logging.Logger.getLogger(JUL);

  private ThreeFrameworks() {}

  public static void main(String[] args) {
    try (Scanner commands = new Scanner(System.in, UTF_8)) {
      while (commands.hasNext()) {
        switch (commands.next()) {
          case "log" -> log(commands.nextInt(), commands.nextInt());
          case "span" -> span(commands.next());
          case "count" -> count(commands.next());
          default -> throw new IllegalArgumentException("unknown command");
        }
        System.out.println("done");
      }
    }
  }

  /** Each framework logs the numbers from first to last. */
  private static void log(int first, int last) {
    for (int i = first; i <= last; i++) {
      logback.info("logback {}", i);
      log4j2.info("log4j2 {}", i);
      jul.log(java.util.logging.Level.INFO, "jul {0}", Integer.toString(i));
    }
  }

  @SuppressWarnings("try") // the scope is there to be closed
  private static void span(String name) {
    Span span = GlobalOpenTelemetry.getTracer("test").spanBuilder(name).startSpan();
    try (Scope scope = span.makeCurrent()) {
      logback.warn("logback in {}", name);
      log4j2.warn("log4j2 in {}", name);
      jul.log(java.util.logging.Level.WARNING, "jul in {0}", name);
    } finally {
      span.end();
    }
  }

  private static void count(String name) {
    GlobalOpenTelemetry.getMeter("test").counterBuilder(name).build().add(1);
  }
}
