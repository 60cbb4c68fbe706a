package dev.logline.examples.ping;

import dev.logline.Logline;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Pings once a second, whatever becomes of it. */
public final class PingClient {
  private PingClient() {}

  /** Pings until the process ends: base URL of the server. */
  public static void main(String[] args) {
    ServiceName.otherwise("ping-client");
    Pinger pinger = new Pinger(Logline.openTelemetry().getTracer("ping"), URI.create(args[0]));
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> unused = clock.scheduleWithFixedDelay(pinger, 0, 1, TimeUnit.SECONDS);
  }
}
