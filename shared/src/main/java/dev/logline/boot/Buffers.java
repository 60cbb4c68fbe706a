package dev.logline.boot;

import dev.logline.buffer.LossListener;
import dev.logline.buffer.RecordBuffer;
import dev.logline.buffer.RecordBuffers;
import dev.logline.buffer.SpoolSettings;
import dev.logline.buffer.Wakeup;
import dev.logline.diagnose.StatusPort;
import io.opentelemetry.sdk.common.Clock;
import java.io.IOException;

/** Opens the buffer that the settings ask for, or one in memory where that cannot be. */
final class Buffers {
  private Buffers() {}

  static RecordBuffer open(
      Settings settings, Wakeup wakeup, Clock clock, StatusPort status, LossListener losses) {
    long memory = settings.options().bufferBytes(RecordBuffers.defaultBytes());
    SpoolSettings spool = settings.spool();
    if (spool != null) {
      boolean interrupted = Thread.interrupted(); // that would close each file as it is opened
      try {
        return RecordBuffers.spooled(
            spool, memory, settings.overflow(), wakeup, clock, status, losses);
      } catch (IOException | RuntimeException e) {
        status.error(
            "option spool: '"
                + spool.directory()
                + "' cannot be used, records wait in memory and do not survive the process: "
                + e);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
    return RecordBuffers.inMemory(memory, settings.overflow(), wakeup, clock, losses);
  }
}
