package dev.logline;

import java.util.List;
import java.util.Map;

/**
 * {@link LoglineStatus} over JMX, to be read only, under the name {@code dev.logline:type=Logline};
 * where another class loader has that name, with {@code instance=2} and so on. It is there while
 * Logline runs.
 */
public interface LoglineMXBean {
  String getRoute();

  /** As in ISO 8601; empty where the backend is reached, or was not needed. */
  String getUnreachedSince();

  String getPreset();

  long getBacklogBytes();

  long getBufferBytes();

  long getBufferCapacity();

  /** Empty where there is none. */
  String getSpool();

  long getAccepted();

  long getRecovered();

  long getDelivered();

  long getHandedOver();

  long getWaiting();

  long getInFlight();

  long getLostCount();

  Map<String, Long> getLostByReason();

  Map<String, Long> getLostBySeverity();

  long getSuppressed();

  List<String> getMessages();
}
