package dev.logline.benchmarks.faults;

import dev.logline.Logline;
import java.time.Duration;

/** Logline, which needs nothing. */
final class LoglineAppender implements Appender {
  @Override
  public void install() {}

  @Override
  public void end(Duration bound) {
    Logline.flush(bound);
    Logline.shutdown();
  }

  @Override
  public long lost() {
    return Logline.status().lostCount();
  }
}
