package dev.logline.examples.quickstart;

import dev.logline.examples.receiver.ReceivedMetric;
import dev.logline.examples.receiver.ReceivedRecord;
import dev.logline.examples.receiver.ReceivedSpan;
import dev.logline.examples.receiver.TelemetryListener;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares what the {@link Shop} made with what arrived; delivered twice is not lost. */
final class Tally implements TelemetryListener {
  private static final Set<String> METRICS =
      Set.of("shop.orders", "shop.revenue", "shop.parcels.waiting", "shop.order.duration");

  private static final Pattern NUMBER = Pattern.compile("#(\\d+) .*", Pattern.DOTALL);

  // A day of which all has arrived is forgotten, so that this may run for long.
  private final TreeMap<Integer, Day> days = new TreeMap<>();
  private final BitSet complete = new BitSet();

  private final Set<String> loggers = new TreeSet<>();
  private final Set<String> metrics = new TreeSet<>();
  private int records;
  private int inTraces;
  private int spans;
  private int traces;
  private int duplicates;
  private int others;

  @Override
  public synchronized void onRecord(ReceivedRecord record) {
    Matcher number = NUMBER.matcher(record.body());
    if (!record.logger().startsWith("shop.") || !number.matches()) {
      others++;
      return;
    }
    int index = Integer.parseInt(number.group(1)) - 1;
    int day = index / Day.RECORDS;
    if (complete.get(day) || !day(day).add(index % Day.RECORDS, record)) {
      duplicates++;
      return;
    }
    records++;
    loggers.add(record.logger());
    if (!record.traceId().isEmpty()) {
      inTraces++;
    }
    forgetIfComplete(day);
  }

  @Override
  public synchronized void onSpan(ReceivedSpan span) {
    if (!(span.attributes().get("order.id") instanceof Long order)) {
      others++;
      return;
    }
    int index = order.intValue() - 1;
    int day = index / Day.ORDERS;
    if (complete.get(day) || !day(day).add(index % Day.ORDERS, span)) {
      duplicates++;
      return;
    }
    spans++;
    forgetIfComplete(day);
  }

  @Override
  public synchronized void onMetric(ReceivedMetric metric) {
    if (METRICS.contains(metric.name())) {
      metrics.add(metric.name());
    }
  }

  /** A line for each record, span and metric that the shop made and that has not come as made. */
  synchronized List<String> problems(int logged) {
    List<String> problems = new ArrayList<>();
    for (int day = 0; day < logged / Day.RECORDS; day++) {
      if (!complete.get(day)) {
        problems.addAll(day(day).problems());
      }
    }
    if (logged > 0) {
      METRICS.stream()
          .filter(name -> !metrics.contains(name))
          .sorted()
          .forEach(name -> problems.add("the metric " + name + " is missing"));
    }
    return problems;
  }

  /** How many of the records that the shop logged have not arrived. */
  synchronized int lost(int logged) {
    int lost = 0;
    for (int day = 0; day < logged / Day.RECORDS; day++) {
      if (!complete.get(day)) {
        lost += day(day).missingRecords();
      }
    }
    return lost;
  }

  synchronized String summary(int logged) {
    String summary =
        "received %d records from %d frameworks, %d in %d traces, %d spans, %d metrics; lost %d"
            .formatted(
                records,
                loggers.size(),
                inTraces,
                traces + days.values().stream().mapToInt(Day::traces).sum(),
                spans,
                metrics.size(),
                lost(logged));
    return summary
        + (duplicates > 0 ? "; %d came twice".formatted(duplicates) : "")
        + (others > 0 ? "; %d not of this program".formatted(others) : "");
  }

  private Day day(int number) {
    return days.computeIfAbsent(number, Day::new);
  }

  private void forgetIfComplete(int number) {
    Day day = day(number);
    if (day.isComplete()) {
      traces += day.traces();
      complete.set(number);
      days.remove(number);
    }
  }
}
