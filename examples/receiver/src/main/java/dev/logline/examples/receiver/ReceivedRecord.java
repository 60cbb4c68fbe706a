package dev.logline.examples.receiver;

import java.time.Instant;
import java.util.Map;

/**
 * One log record as it arrived.
 *
 * @param severityNumber 1 (TRACE) to 24 (FATAL4), or 0 when the sender did not say
 * @param logger the name of its instrumentation scope
 * @param traceId 32 hexadecimal digits, or empty outside of a trace
 * @param spanId 16 hexadecimal digits, or empty outside of a span
 * @param attributes values as String, Boolean, Long, Double, List or Map
 * @param resource the attributes of the process that sent it
 */
public record ReceivedRecord(
    Instant time,
    int severityNumber,
    String severityText,
    String logger,
    String traceId,
    String spanId,
    String body,
    Map<String, Object> attributes,
    Map<String, Object> resource) {}
