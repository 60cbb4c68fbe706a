package dev.logline.examples.quickstart;

import dev.logline.examples.receiver.ReceivedRecord;
import dev.logline.examples.receiver.ReceivedSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What one day of the {@link Shop} makes, and what of it has arrived.
 *
 * <p>The records, from 0: one of each framework at opening, then three for each of six orders, in
 * the order's trace, then one of each framework when counting and one of each at closing.
 */
final class Day {
  static final int RECORDS = 27;
  static final int ORDERS = 6;

  /** The loggers of Logback, Log4j2 and java.util.logging, who take turns. */
  static final List<String> LOGGERS = List.of("shop.Orders", "shop.Payments", "shop.Parcels");

  private static final int FIRST_OF_ORDERS = LOGGERS.size();

  /** 0 is the first day. */
  private final int number;

  private final ReceivedRecord[] records = new ReceivedRecord[RECORDS];
  private final ReceivedSpan[] spans = new ReceivedSpan[ORDERS];

  Day(int number) {
    this.number = number;
  }

  /** False when it was there already. */
  boolean add(int index, ReceivedRecord record) {
    boolean isNew = records[index] == null;
    records[index] = record;
    return isNew;
  }

  /** False when it was there already. */
  boolean add(int index, ReceivedSpan span) {
    boolean isNew = spans[index] == null;
    spans[index] = span;
    return isNew;
  }

  boolean isComplete() {
    return problems().isEmpty();
  }

  int missingRecords() {
    return (int) Arrays.stream(records).filter(Objects::isNull).count();
  }

  /** In how many traces its records are. */
  int traces() {
    return (int)
        Arrays.stream(records)
            .filter(Objects::nonNull)
            .map(ReceivedRecord::traceId)
            .filter(id -> !id.isEmpty())
            .distinct()
            .count();
  }

  /** A line for each record and span that is missing or not as it was made. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      String name = "record #" + (number * RECORDS + i + 1) + " of " + logger(i);
      if (records[i] == null) {
        problems.add(name + " is missing");
      } else if (!records[i].logger().equals(logger(i))) {
        problems.add(name + " came from " + records[i].logger());
      } else {
        checkTrace(i, name, problems);
      }
    }
    for (int i = 0; i < ORDERS; i++) {
      if (spans[i] == null) {
        problems.add("the span of order " + (number * ORDERS + i + 1) + " is missing");
      }
    }
    return problems;
  }

  private void checkTrace(int index, String name, List<String> problems) {
    int order = order(index);
    if (order < 0) {
      if (!records[index].traceId().isEmpty()) {
        problems.add(name + " is in a trace, and was logged outside of one");
      }
    } else if (records[index].traceId().isEmpty()) {
      problems.add(name + " is in no trace");
    } else if (spans[order] != null
        && !(records[index].traceId().equals(spans[order].traceId())
            && records[index].spanId().equals(spans[order].spanId()))) {
      problems.add(name + " is in another span than its order's");
    }
  }

  private static String logger(int index) {
    return LOGGERS.get(index % LOGGERS.size());
  }

  /** The order of the day that a record belongs to, or -1. */
  private static int order(int index) {
    int order = Math.floorDiv(index - FIRST_OF_ORDERS, LOGGERS.size());
    return order < ORDERS ? order : -1;
  }
}
