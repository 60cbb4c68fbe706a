package dev.logline.benchmarks.speed.program;

/** Where what is logged goes; the name of a configuration in {@code resources/speed}. */
public enum Kind {
  /** Nowhere; the framework formats the message, and does no more. */
  NOTHING,
  FILE,
  LOGLINE,
  /** The OpenTelemetry appender of the framework; a plain handler where there is none. */
  PEER
}
