package dev.logline.ship;

import dev.logline.buffer.Batch;
import dev.logline.logrecord.RecordIdentity;
import java.io.IOException;
import java.time.Instant;

/** Names a record that the backend refuses, by its logger and time and never by its content. */
final class Poison {
  private Poison() {}

  /** As {@code of the logger 'shop.Orders', logged at 2026-11-21T05:14:27.123Z}. */
  static String name(Batch single) {
    try {
      RecordIdentity identity =
          RecordIdentity.read(single.scopeAndRecord(0), single.scopeLength(0));
      long nanos = identity.epochNanos();
      String time = nanos == 0 ? "an unknown time" : "" + Instant.ofEpochSecond(0, nanos);
      return "of the logger '" + ForeignText.of(identity.logger()) + "', logged at " + time;
    } catch (IOException e) {
      return "that is not readable here either";
    }
  }
}
