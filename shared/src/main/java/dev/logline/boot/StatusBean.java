package dev.logline.boot;

import dev.logline.LoglineMXBean;
import dev.logline.LoglineStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads each attribute from the status of the moment. */
final class StatusBean implements LoglineMXBean {
  private static LoglineStatus now() {
    return Telemetry.status();
  }

  @Override
  public String getRoute() {
    return now().route();
  }

  @Override
  public String getUnreachedSince() {
    Instant since = now().unreachedSince();
    return since == null ? "" : since.toString();
  }

  @Override
  public String getPreset() {
    return now().preset();
  }

  @Override
  public long getBacklogBytes() {
    return now().backlogBytes();
  }

  @Override
  public long getBufferBytes() {
    return now().bufferBytes();
  }

  @Override
  public long getBufferCapacity() {
    return now().bufferCapacity();
  }

  @Override
  public String getSpool() {
    String spool = now().spool();
    return spool == null ? "" : spool;
  }

  @Override
  public long getRecovered() {
    return now().recovered();
  }

  @Override
  public long getAccepted() {
    return now().accepted();
  }

  @Override
  public long getDelivered() {
    return now().delivered();
  }

  @Override
  public long getHandedOver() {
    return now().handedOver();
  }

  @Override
  public long getWaiting() {
    return now().waiting();
  }

  @Override
  public long getInFlight() {
    return now().inFlight();
  }

  @Override
  public long getLostCount() {
    return now().lostCount();
  }

  @Override
  public Map<String, Long> getLostByReason() {
    return now().lostByReason();
  }

  @Override
  public Map<String, Long> getLostBySeverity() {
    return now().lostBySeverity();
  }

  @Override
  public long getSuppressed() {
    return now().suppressed();
  }

  @Override
  public List<String> getMessages() {
    return now().messages();
  }
}
