package dev.logline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What Logline is doing and has done. Each record is counted once: all that were accepted were
 * delivered, handed over or lost, or wait. The records that tell the backend of losses are among
 * them.
 *
 * @param route where records go: the backend's URL, whose OpenTelemetry, or why they wait
 * @param unreachedSince since when the backend has not been reached, or refuses everything; null
 *     where requests arrive, or none was needed
 * @param preset the preset in force
 * @param backlogBytes bytes that wait in the buffer
 * @param bufferBytes bytes of memory that the buffer holds now
 * @param bufferCapacity the buffer's bound in bytes, in memory or in the spool
 * @param spool the directory that keeps records beyond the end of the process, or null
 * @param accepted records that were taken into the buffer, or into an OpenTelemetry
 * @param recovered those of them that earlier runs had left in the spool
 * @param delivered records that the backend accepted
 * @param handedOver records that went into an OpenTelemetry, which does not say what becomes of
 *     them; those that come back from Logline's own are accepted anew. Where none are exported, by
 *     {@code OTEL_LOGS_EXPORTER=none} for one, those that had waited for the boot; later ones are
 *     not counted at all
 * @param waiting accepted records that are neither delivered, handed over nor lost
 * @param inFlight those of them that are in requests, or are about to be sent again
 * @param lostByReason records that were lost, accepted or not, by reason such as {@code queue_full}
 * @param lostBySeverity the same records by severity such as {@code INFO}
 * @param suppressed records of our own making that were held back
 * @param messages the last messages to the frameworks' status channels, oldest first
 */
public record LoglineStatus(
    String route,
    Instant unreachedSince,
    String preset,
    long backlogBytes,
    long bufferBytes,
    long bufferCapacity,
    String spool,
    long accepted,
    long recovered,
    long delivered,
    long handedOver,
    long waiting,
    long inFlight,
    Map<String, Long> lostByReason,
    Map<String, Long> lostBySeverity,
    long suppressed,
    List<String> messages) {

  /** All records lost, for whatever reason. */
  public long lostCount() {
    return lostByReason.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The status for people to read, a line each. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("records go to: ").append(route).append('\n');
    if (unreachedSince != null) {
      text.append("not reached since: ").append(unreachedSince).append('\n');
    }
    text.append("preset: ").append(preset).append('\n');
    text.append("accepted: ").append(accepted).append('\n');
    if (recovered > 0) {
      text.append("recovered: ").append(recovered).append('\n');
    }
    text.append("delivered: ").append(delivered).append('\n');
    if (handedOver > 0) {
      text.append("handed over: ").append(handedOver).append('\n');
    }
    text.append("waiting: ").append(waiting);
    text.append(", ").append(inFlight).append(" of them in flight\n");
    text.append("lost: ").append(lostCount());
    if (lostCount() > 0) {
      text.append(": ").append(text(lostByReason));
      text.append("; by severity: ").append(text(lostBySeverity));
    }
    text.append('\n');
    text.append("held back: ").append(suppressed).append('\n');
    text.append("buffer: ").append(backlogBytes).append(" bytes wait, ");
    text.append(bufferBytes).append(" held of ").append(bufferCapacity).append('\n');
    if (spool != null) {
      text.append("spool: ").append(spool).append('\n');
    }
    messages.forEach(message -> text.append("  ").append(message).append('\n'));
    return text.toString();
  }

  private static String text(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .collect(Collectors.joining(", "));
  }
}
