package dev.logline;

import java.util.List;
import java.util.Map;

/**
 * What Logline is doing and has done.
 *
 * @param route where records go: the backend's URL, whose OpenTelemetry, or why they wait
 * @param preset the preset in force
 * @param backlogBytes bytes that wait in the buffer
 * @param bufferBytes bytes of memory that the buffer holds now
 * @param bufferCapacity the buffer's bound in bytes
 * @param delivered records that the backend accepted
 * @param lost records that were lost, by reason such as {@code queue_full}
 * @param suppressed records of our own making that were held back
 * @param messages the last messages to the frameworks' status channels, oldest first
 */
public record LoglineStatus(
    String route,
    String preset,
    long backlogBytes,
    long bufferBytes,
    long bufferCapacity,
    long delivered,
    Map<String, Long> lost,
    long suppressed,
    List<String> messages) {

  /** All records lost, for whatever reason. */
  public long lostCount() {
    return lost.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The status for people to read, a line each. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("records go to: ").append(route).append('\n');
    text.append("preset: ").append(preset).append('\n');
    text.append("delivered: ").append(delivered).append('\n');
    text.append("lost: ").append(lostCount()).append(' ').append(lost).append('\n');
    text.append("held back: ").append(suppressed).append('\n');
    text.append("buffer: ").append(backlogBytes).append(" bytes wait, ");
    text.append(bufferBytes).append(" held of ").append(bufferCapacity).append('\n');
    messages.forEach(message -> text.append("  ").append(message).append('\n'));
    return text.toString();
  }
}
