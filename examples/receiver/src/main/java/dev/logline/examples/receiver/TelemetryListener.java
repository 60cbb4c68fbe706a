package dev.logline.examples.receiver;

/**
 * Is told of everything that arrives, on the thread that received it and before the sender has its
 * answer.
 */
public interface TelemetryListener {
  default void onRecord(ReceivedRecord record) {}

  default void onSpan(ReceivedSpan span) {}

  default void onMetric(ReceivedMetric metric) {}
}
