package dev.logline.boot;

import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.SpoolSettings;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.StatusPort;
import io.opentelemetry.sdk.common.Clock;
import java.io.IOException;
import java.util.function.IntConsumer;

/** Opens the buffer that the settings ask for, or one in memory where that cannot be. */
final class Buffers {
  private Buffers() {}

  /**
   * Opens it.
   *
   * @param evicted told the severity of each record that was dropped to make room for another
   * @param damaged told how many records of earlier runs could not be read, at least
   */
  static RecordBuffer open(
      Settings settings,
      Wakeup wakeup,
      Clock clock,
      StatusPort status,
      IntConsumer evicted,
      IntConsumer damaged) {
    long memory = settings.options().bufferBytes(RecordBuffers.defaultBytes());
    SpoolSettings spool = settings.spool();
    if (spool != null) {
      try {
        return RecordBuffers.spooled(
            spool, memory, settings.overflow(), wakeup, clock, status, evicted, damaged);
      } catch (IOException | RuntimeException e) {
        status.error(
            "option spool: '"
                + spool.directory()
                + "' cannot be used, records wait in memory and do not survive the process: "
                + e);
      }
    }
    return RecordBuffers.inMemory(memory, settings.overflow(), wakeup, clock, evicted);
  }
}
