package dev.logline.boot;

import dev.logline.logrecord.RecordWriter;

/** Turns one framework's event into calls on a {@link RecordWriter}. */
public interface EventMapper<E> {
  /** Writes the event's fields, between the writer's begin and end, which are the caller's. */
  void map(E event, RecordWriter record);

  /**
   * How many calls of the framework's are under way on the current thread, one in the other, as far
   * as it counts them itself: it may ask an argument for its text, which may log, before any
   * appender is called.
   */
  default int depth() {
    return 1;
  }
}
