package dev.logline.examples.instrumentedserver;

import dev.logline.Logline;
import java.io.IOException;

/** Instrumented by a library: the SDK that Logline boots, and one filter. */
public final class LibraryServer {
  private LibraryServer() {}

  /** Serves on the port that is given, or 8082. */
  public static void main(String[] args) throws IOException {
    Application.serve(
        args, HttpServerTelemetry.builder(Logline.openTelemetry()).excludedUrls("/health").build());
  }
}
