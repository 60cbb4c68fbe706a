package dev.logline.examples.instrumentedserver;

import dev.logline.examples.receiver.ReceivedRecord;
import dev.logline.examples.receiver.ReceivedSpan;
import dev.logline.examples.receiver.TelemetryListener;
import java.io.PrintStream;

/** Prints what arrives, a line each. */
final class Report implements TelemetryListener {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  @Override
  public void onRecord(ReceivedRecord record) {
    out.printf(
        "received record trace=%s span=%s %s %s%n",
        record.traceId(), record.spanId(), record.severityText(), record.body());
  }

  @Override
  public void onSpan(ReceivedSpan span) {
    out.printf(
        "received span   trace=%s span=%s %s %s%n",
        span.traceId(), span.spanId(), span.name(), span.attributes());
  }
}
