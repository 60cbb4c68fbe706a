package dev.logline.examples.quickstart;

import dev.logline.examples.receiver.ReceivedMetric;
import dev.logline.examples.receiver.ReceivedRecord;
import dev.logline.examples.receiver.ReceivedSpan;
import dev.logline.examples.receiver.TelemetryListener;
import java.io.PrintStream;
import java.util.List;

/** Prints each record as it arrives and, at the end, what all of it was and what is missing. */
final class Report implements TelemetryListener {
  private final PrintStream out;
  private final Tally tally = new Tally();
  private boolean finished;
  private boolean whole;

  Report(PrintStream out) {
    this.out = out;
  }

  @Override
  public void onRecord(ReceivedRecord record) {
    tally.onRecord(record);
    out.printf(
        "%-8s %-14s %-32s %s%n",
        record.severityText(),
        record.logger(),
        record.traceId().isEmpty() ? "-" : record.traceId(),
        record.body());
  }

  @Override
  public void onSpan(ReceivedSpan span) {
    tally.onSpan(span);
  }

  @Override
  public void onMetric(ReceivedMetric metric) {
    tally.onMetric(metric);
  }

  /** Prints the summary, once; true when all that the shop logged has arrived. */
  synchronized boolean finish(int logged) {
    if (!finished) {
      finished = true;
      List<String> problems = tally.problems(logged);
      problems.forEach(out::println);
      out.println(tally.summary(logged));
      whole = logged > 0 && problems.isEmpty();
    }
    return whole;
  }
}
