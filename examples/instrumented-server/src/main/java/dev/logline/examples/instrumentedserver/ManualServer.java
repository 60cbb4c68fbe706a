package dev.logline.examples.instrumentedserver;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;

/** Instrumented by hand: an SDK that is put together here, and a span around each request. */
public final class ManualServer {
  private ManualServer() {}

  /** Serves on the port that is given, or 8082. */
  public static void main(String[] args) throws IOException {
    OpenTelemetrySdk sdk = ManualSdk.create(System.getenv());
    Runtime.getRuntime().addShutdownHook(new Thread(sdk::close, "end-of-traces"));
    Application.serve(args, new ManualTracing(sdk));
  }
}
