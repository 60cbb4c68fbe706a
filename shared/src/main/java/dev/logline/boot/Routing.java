package dev.logline.boot;

import dev.logline.boot.WriterPool.Way;
import dev.logline.buffer.RecordBuffer;
import dev.logline.diagnose.StatusPort;
import dev.logline.logrecord.OtlpRecordWriter;
import dev.logline.logrecord.RecordLimits;
import dev.logline.logrecord.RecordWriter;
import dev.logline.logrecord.SdkRecordWriter;
import dev.logline.ship.Destination;
import dev.logline.ship.EncodedResource;
import dev.logline.ship.ShipperSettings;
import dev.logline.ship.Transport;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The way that a pipeline's records go, and the writers and the destination that match it.
 *
 * <p>Writers encode into the buffer until the boot says otherwise: where an SDK must see each
 * record, later ones go straight to it and those in the buffer are played into it.
 */
final class Routing {
  private final RecordBuffer buffer;
  private final Shipping shipping;
  private final StatusPort status;
  private volatile Route current; // written under this

  Routing(RecordBuffer buffer, Shipping shipping, StatusPort status) {
    this.buffer = buffer;
    this.shipping = shipping;
    this.status = status;
    this.current = Route.booting(direct(Settings.environmentLimits()));
  }

  Route current() {
    return current;
  }

  /** Records go where this boot found: to the backend, through its SDK, or nowhere. */
  synchronized void lead(LogsBoot boot) {
    Transport transport = boot.transport();
    SdkRecordWriter replay = null;
    if (boot.sdk() != null) {
      SdkLoggerProvider loggers = boot.sdk().getSdkLoggerProvider();
      replay = new SdkRecordWriter(loggers);
      String text = "own SDK" + (transport == null ? "" : ", " + boot.endpoint());
      current = new Route(text, through(loggers, Way.OWN_SDK), transport, loggers, false);
    } else if (transport != null) {
      current = new Route(boot.endpoint(), direct(boot.limits()), transport, null, false);
      noteResource(boot.resource());
    } else {
      String why = boot.disabled() ? "OTEL_SDK_DISABLED" : "OTEL_LOGS_EXPORTER=none";
      current = new Route("nowhere: " + why, null, null, null, false);
      status.info("No logs are exported: " + current.text());
    }
    shipping
        .shipper()
        .setDestination(new Destination(transport, boot.resource(), replay), boot.shipping());
  }

  /** So that a later run can ship what this one may leave. */
  private void noteResource(EncodedResource resource) {
    try {
      buffer.noteResource(resource.toBytes());
    } catch (IOException e) {
      status.warn(
          "The resource could not be kept in the spool; if this process is killed, what it leaves"
              + " will be shipped with the configuration's: "
              + e);
    }
  }

  /** Records go through an SDK that is not ours. */
  synchronized void lead(LoggerProvider loggers, String whose) {
    if (buffer.keeps()) {
      status.warn("option spool has no effect: records go through " + whose);
    }
    Route before = current;
    current = new Route(whose, through(loggers, Way.FOREIGN_SDK), null, null, false);
    shipping
        .shipper()
        .setDestination(
            Destination.sdk(new SdkRecordWriter(loggers)),
            ShipperSettings.DEFAULT.withLinger(Duration.ZERO)); // the SDK does its own batching
    CompletableResultCode unused = before.close();
  }

  private WriterPool direct(RecordLimits limits) {
    return new WriterPool(new DirectWriters(buffer), limits, Way.BUFFER);
  }

  /** Not a lambda: the first of a process takes milliseconds of the start. */
  private static final class DirectWriters implements Supplier<RecordWriter> {
    private final RecordBuffer buffer;

    DirectWriters(RecordBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public RecordWriter get() {
      return new OtlpRecordWriter(buffer);
    }
  }

  private static WriterPool through(LoggerProvider loggers, Way way) {
    return new WriterPool(() -> new SdkRecordWriter(loggers), SdkRecordWriter.LIMITS, way);
  }

  /** Records wait for what they shall go through. */
  synchronized void await(String what) {
    current = current.named("booting; records wait for " + what);
  }

  /** Records wait in vain, unless an OpenTelemetry is adopted. */
  synchronized void refused(String why) {
    current = current.hopeless(why);
    buffer.deliveryFailed();
  }

  /** Back to the buffer, if something of ours is open; returns the way until now, to be closed. */
  synchronized Route letGo() {
    Route before = current;
    if (before.isOpen()) {
      current = Route.booting(direct(Settings.environmentLimits()));
    }
    return before;
  }

  /** Whether records go where this boot found. */
  boolean leadsTo(LogsBoot boot) {
    return boot.transport() == null
        ? !current.isForeign()
        : current.transport() == boot.transport();
  }
}
