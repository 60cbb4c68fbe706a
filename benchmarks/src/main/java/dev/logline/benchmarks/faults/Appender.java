package dev.logline.benchmarks.faults;

import java.time.Duration;

/** What the program under test does with the appender that it has, beside logging. */
interface Appender {
  /** Before anything is logged. */
  void install();

  /** Delivers the rest as far as that goes within a bound, and ends. */
  void end(Duration bound);

  /** How many records it says it lost; -1 where it does not say. */
  long lost();

  static Appender of(String name) {
    return switch (name) {
      case "logline" -> new LoglineAppender();
      case "opentelemetry" -> new PeerAppender();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
