package dev.logline.benchmarks.speed.program;

/** Where what is logged goes; the name of a configuration in {@code resources/speed}. */
public enum Kind {
  /** Nowhere; the framework formats the message, and does no more. */
  NOTHING,
  FILE,
  /** To a file by the framework's own asynchronous appender. */
  ASYNC,
  LOGLINE,
  /** The OpenTelemetry appender of the framework; a plain handler where there is none. */
  PEER,
  /** To Loki, by loki4j. */
  LOKI,
  /** Over one socket, by the least that can do it: what every other could come close to. */
  BARE;

  /** Whether it is Logline, or what Logline is compared with in every form. */
  public boolean isEssential() {
    return this == NOTHING || this == LOGLINE || this == PEER;
  }

  /** Whether it writes the file that the property of that name names. */
  public boolean isFile() {
    return this == FILE || this == ASYNC;
  }
}
