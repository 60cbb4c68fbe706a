package dev.logline.benchmarks.speed.program;

import java.util.Map;

/** The calls that are measured, in the words of one framework. */
interface FrameworkLogger {
  /**
   * A message that the sink can tell from all others.
   *
   * @param who the run and the thread
   */
  void info(String who, int sequence);

  /** The same, of a number that is a text already. */
  void info(String who, String sequence);

  /** The same with a throwable. */
  void error(String who, int sequence, Throwable thrown);

  /** The entries of this thread's MDC, or what the framework has in its place. */
  void context(Map<String, String> entries);
}
