package dev.logline.boot;

import dev.logline.ship.Transport;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import java.util.ArrayList;
import java.util.List;

/**
 * The way that records go.
 *
 * @param text for people: the backend's URL, whose OpenTelemetry, or why they wait
 * @param writers what encodes them, or null where nothing is exported
 * @param transport to a backend, or null
 * @param ownLoggers of our SDK that sees them, or null
 * @param isHopeless whether they wait in vain, unless an OpenTelemetry is adopted
 */
record Route(
    String text,
    WriterPool writers,
    Transport transport,
    SdkLoggerProvider ownLoggers,
    boolean isHopeless) {

  /** Into the buffer, as long as nothing more is known. */
  static Route booting(WriterPool writers) {
    return new Route("booting; records wait", writers, null, null, false);
  }

  /** The same way under another name. */
  Route named(String other) {
    return new Route(other, writers, transport, ownLoggers, isHopeless);
  }

  Route hopeless(String why) {
    return new Route("nowhere: " + why + "; records wait", writers, transport, ownLoggers, true);
  }

  /** Whether there is something of ours that is open. */
  boolean isOpen() {
    return transport != null || ownLoggers != null;
  }

  /** Closes what is ours; succeeds when that is done. */
  CompletableResultCode close() {
    List<CompletableResultCode> closing = new ArrayList<>();
    if (ownLoggers != null) {
      closing.add(ownLoggers.shutdown());
    }
    if (transport != null) {
      closing.add(transport.close());
    }
    return CompletableResultCode.ofAll(closing);
  }

  /** Whether records go through an SDK that is not ours. */
  boolean isForeign() {
    return writers != null && writers.way() == WriterPool.Way.FOREIGN_SDK;
  }
}
