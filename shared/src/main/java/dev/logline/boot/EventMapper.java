package dev.logline.boot;

import dev.logline.logrecord.RecordWriter;

/** Turns one framework's event into calls on a {@link RecordWriter}. */
public interface EventMapper<E> {
  /** Writes the event's fields, between the writer's begin and end, which are the caller's. */
  void map(E event, RecordWriter record);
}
