package dev.logline.examples.receiver;

import java.util.Map;

/**
 * One metric of one export as it arrived; the same metric comes again at each interval.
 *
 * @param kind gauge, sum, histogram, exponential_histogram or summary
 * @param points how many series it had
 * @param scope the name of the meter
 * @param resource the attributes of the process that sent it
 */
public record ReceivedMetric(
    String name,
    String unit,
    String kind,
    int points,
    String scope,
    Map<String, Object> resource) {}
