package dev.logline.examples.instrumentedserver;

import java.io.IOException;

/** No line of telemetry: the javaagent adds it. */
public final class PlainServer {
  private PlainServer() {}

  /** Serves on the port that is given, or 8082. */
  public static void main(String[] args) throws IOException {
    Application.serve(args);
  }
}
