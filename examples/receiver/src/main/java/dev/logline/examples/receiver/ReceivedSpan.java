package dev.logline.examples.receiver;

import java.time.Instant;
import java.util.Map;

/**
 * One span as it arrived.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param parentSpanId 16 hexadecimal digits, or empty for the first span of a trace
 * @param scope the name of the tracer
 * @param attributes values as String, Boolean, Long, Double, List or Map
 * @param resource the attributes of the process that sent it
 */
public record ReceivedSpan(
    String traceId,
    String spanId,
    String parentSpanId,
    String name,
    Instant start,
    Instant end,
    String scope,
    Map<String, Object> attributes,
    Map<String, Object> resource) {}
